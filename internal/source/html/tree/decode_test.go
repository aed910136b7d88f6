package tree

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestDecode(t *testing.T) {
	cp1252, _ := charmap.Windows1252.NewEncoder().String("<p>“Café” – £5</p>")
	cp1251, _ := charmap.Windows1251.NewEncoder().String("<p>Тбилиси</p>")
	le, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<p>बातमी</p>")
	be, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String("<p>Café</p>")
	long := "<!--" + strings.Repeat(" ", 4000) + "-->"
	for _, c := range []struct{ name, data, contentType, want, charset string }{
		{"nothing told", "<p>बातमी</p>", "", "<p>बातमी</p>", "utf-8"},
		{"told wrongly by the page", `<meta charset="iso-8859-1"><p>बातमी</p>`, "", `<meta charset="iso-8859-1"><p>बातमी</p>`, "utf-8"},
		{"told wrongly by the server", "<p>बातमी</p>", "text/html; charset=windows-1252", "<p>बातमी</p>", "utf-8"},
		{"byte order mark", "\xef\xbb\xbf<p>x</p>", "", "<p>x</p>", "utf-8"},
		{"UTF-16 with its mark", le, "", "<p>बातमी</p>", "utf-16le"},
		{"UTF-16 without", be, "", "<p>Café</p>", "utf-16be"},
		{"windows-1252 untold", cp1252, "", "<p>“Café” – £5</p>", "windows-1252"},
		{"windows-1252 as latin-1", `<meta charset="iso-8859-1">` + cp1252, "", `<meta charset="iso-8859-1"><p>“Café” – £5</p>`, "windows-1252"},
		{"windows-1252 as UTF-8", `<meta charset="utf-8">` + cp1252, "", `<meta charset="utf-8"><p>“Café” – £5</p>`, "windows-1252"},
		{"told by the server", cp1251, "text/html; charset=\"windows-1251\"", "<p>Тбилиси</p>", "windows-1251"},
		{"told far into the page", long + `<META http-equiv=Content-Type content="text/html; charset = windows-1251">` + cp1251, "",
			long + `<META http-equiv=Content-Type content="text/html; charset = windows-1251"><p>Тбилиси</p>`, "windows-1251"},
		{"cut in a letter", "<p>बातमी आली आहे\xe0\xa4", "", "<p>बातमी आली आहे\ufffd", "utf-8"},
		{"NUL inside", "<p>a\x00b</p>", "", "<p>ab</p>", "utf-8"},
	} {
		got, charset := Decode([]byte(c.data), c.contentType)
		if got != c.want || charset != c.charset {
			t.Errorf("%s: %q in %s, want %q in %s", c.name, got, charset, c.want, c.charset)
		}
	}
}
