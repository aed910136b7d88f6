package decode

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/bakhar/bakhar/internal/source"
)

func TestUTF8(t *testing.T) {
	latin, _ := charmap.ISO8859_1.NewEncoder().String("<?xml version='1.0' encoding='iso-8859-1'?><a>café</a>")
	le, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("<?xml version='1.0'?><a>बातमी</a>")
	be, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String("<a>बातमी</a>")
	for _, c := range []struct{ name, in, contentType, want, err string }{
		{"nothing", "", "", "", ""},
		{"plain", "<a>बातमी</a>", "", "<a>बातमी</a>", ""},
		{"mark", "\ufeff<a/>", "text/xml; charset=windows-1252", "<a/>", ""},
		{"declared", latin, "", "<?xml version='1.0' encoding='iso-8859-1'?><a>café</a>", ""},
		{"the declaration wins over the server", latin, "text/xml; charset=utf-8", "<?xml version='1.0' encoding='iso-8859-1'?><a>café</a>", ""},
		{"the server says it", "<a>caf\xe9</a>", "text/xml; charset=\"ISO-8859-1\"", "<a>café</a>", ""},
		{"wrongly declared, bytes win", "<?xml encoding='iso-8859-1'?><a>बातमी</a>", "", "<?xml encoding='iso-8859-1'?><a>बातमी</a>", ""},
		{"wrongly declared by the server", "<a>बातमी</a>", "text/xml; charset=windows-1252", "<a>बातमी</a>", ""},
		{"UTF-16 without mark", le, "", "<?xml version='1.0'?><a>बातमी</a>", ""},
		{"UTF-16 with mark", be, "", "<a>बातमी</a>", ""},
		{"declared UTF-8 and is not", "<a>\n\xe0\xa4x</a>", "text/xml; charset=utf-8", "<a>\n\ufffdx</a>",
			`bad-encoding: line 2, byte 4: byte 0xe0 is no text in the declared encoding "utf-8"`},
		{"nothing declared", "caf\xe9", "", "caf\ufffd", `bad-encoding: line 1, byte 3: byte 0xe9 is no UTF-8, and no other encoding is declared`},
		{"unknown encoding", "caf\xe9", "text/xml; charset=klingon", "caf\ufffd", `bad-encoding: line 1, byte 3: byte 0xe9 is no text in the declared encoding "klingon"`},
		{"declared UTF-16 and is not", "<?xml version='1.0' encoding='UTF-16'?><a>x</a>", "", "<?xml version='1.0' encoding='UTF-16'?><a>x</a>", ""},
		{"one that is not for the web", "a\x1b$B", "text/xml; charset=iso-2022-kr", "a\x1b$B", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := UTF8([]byte(c.in), c.contentType)
			msg := ""
			if err != nil {
				msg = err.Error()
				if err.Kind != source.BadEncoding {
					t.Errorf("kind %q", err.Kind)
				}
			}
			if string(got) != c.want || msg != c.err {
				t.Errorf("got  %q, %s\nwant %q, %s", got, msg, c.want, c.err)
			}
		})
	}
}

func FuzzUTF8(f *testing.F) {
	f.Add([]byte("<\x00a\x00\xff"), "text/xml; charset=shift_jis")
	f.Add([]byte("<?xml version='1.0' encoding='gb18030'?>\xff\x80"), "")
	f.Fuzz(func(t *testing.T, data []byte, contentType string) {
		if out, _ := UTF8(data, contentType); !utf8.Valid(out) {
			t.Fatalf("%q is no UTF-8", out)
		}
	})
}
