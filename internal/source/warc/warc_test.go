package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/bakhar/bakhar/internal/source"
)

// TestForms: whatever way an archive is stored, all records come with their blocks, and reading can be resumed at each of them.
func TestForms(t *testing.T) {
	list := pages(60)
	for name, pack := range packers {
		t.Run(name, func(t *testing.T) {
			data, at := pack(t, list)
			if !Likely(data[:min(len(data), 4<<10)]) {
				t.Error("it is not told to be an archive")
			}
			r := New(iotest.HalfReader(bytes.NewReader(data)), Limits{})
			defer r.Close()
			var places []Position
			for i, want := range list {
				places = append(places, r.Position())
				rec, err := r.Next()
				if err != nil {
					t.Fatal(err)
				}
				if string(rec.Block) != want.block || rec.Type != want.kind || rec.Target != want.target || rec.Fault != nil {
					t.Fatalf("record %d: got %s %s %d bytes, %v", i, rec.Type, rec.Target, len(rec.Block), rec.Fault)
				}
				if rec.At.Member != int64(at[i]) {
					t.Errorf("record %d is told to be at %s, it is at %d", i, rec.At, at[i])
				}
			}
			if _, err := r.Next(); err != io.EOF {
				t.Errorf("behind the last record: %v", err)
			}
			if r.BytesRead() != int64(len(data)) {
				t.Errorf("%d bytes read of %d", r.BytesRead(), len(data))
			}
			for i, place := range places {
				r, err := Resume(bytes.NewReader(data), place, Limits{})
				if err != nil {
					t.Fatalf("resume at %s: %v", place, err)
				}
				if got := readAll(t, r); len(got) != len(list)-i || i > 0 && got[0] != strings.TrimPrefix(list[i].target, "https://example.org/") {
					t.Fatalf("resumed at %s: %d records, want %d; the first is %s", place, len(got), len(list)-i, got[0])
				}
				r.Close()
			}
		})
	}
}

// TestCut: of an archive that ends anywhere, all whole records come, and then one error that tells where the cut one begins.
func TestCut(t *testing.T) {
	list := pages(12)
	for name, pack := range packers {
		t.Run(name, func(t *testing.T) {
			data, at := pack(t, list)
			starts := append(at[:len(at):len(at)], len(data))
			for cut := 1; cut < len(data); cut += 1 + cut%97 {
				whole := 0
				for whole < len(list) && starts[whole+1] <= cut {
					whole++
				}
				got := readAll(t, New(bytes.NewReader(data[:cut]), Limits{}))
				records, faults := count(got)
				clean := whole < len(starts) && starts[whole] == cut
				switch {
				case name == "gzip whole":
					if faults != 1 {
						t.Fatalf("cut at %d: %q", cut, got)
					}
				case name == "plain" && cut >= starts[whole+min(1, len(starts)-1-whole)]-4 && !clean: // only line breaks are missing
					if records != whole+1 || faults != 0 {
						t.Fatalf("cut at %d: %q", cut, got)
					}
				case records != whole || faults != 1 && !clean || clean && faults != 0:
					t.Fatalf("cut at %d: %d whole records: %q", cut, whole, got)
				case faults == 1 && cut > at[0]+10 && got[len(got)-1] != fmt.Sprintf("! %d cut", starts[whole]):
					t.Fatalf("cut at %d: %q, the cut record begins at %d", cut, got[len(got)-1], starts[whole])
				}
			}
		})
	}
}

func count(lines []string) (records, faults int) {
	for _, line := range lines {
		if strings.HasPrefix(line, "!") {
			faults++
		} else {
			records++
		}
	}
	return records, faults
}

// TestFlips: a damaged byte costs the record that it is in, and at most the ones beside it where no checksum tells them apart.
func TestFlips(t *testing.T) {
	list := pages(30)
	for _, name := range []string{"gzip", "plain", "zstd"} {
		t.Run(name, func(t *testing.T) {
			data, at := packers[name](t, list)
			rng := rand.New(rand.NewPCG(3, 5))
			silent := 0
			for range 240 {
				bad := bytes.Clone(data)
				i := rng.IntN(len(bad))
				bad[i] ^= 1 << rng.IntN(8)
				hit := len(at) - 1
				for at[hit] > i {
					hit--
				}
				got := readAll(t, New(bytes.NewReader(bad), Limits{}))
				have := strings.Join(got, "\n") + "\n"
				for k := range list {
					if k != hit && (name != "plain" || k != hit-1) && k > 0 && !strings.Contains(have, fmt.Sprintf("%d\n", k-1)) {
						t.Fatalf("byte %d, of record %d, is damaged: record %d is lost: %q", i, hit, k, got)
					}
				}
				if _, faults := count(got); faults == 0 {
					silent++
				}
			}
			if name == "gzip" && silent > 20 { // what a member's header says of name and time is not looked at
				t.Errorf("%d of 240 damaged archives were read without an error", silent)
			}
		})
	}
}

// TestWrongLength: a record whose length is wrong is given as far as the next one, and tells so.
func TestWrongLength(t *testing.T) {
	for _, length := range []int{1, 20, 90, 100_000, 20_000_000} {
		bad := page("https://example.org/bad", "<p>"+strings.Repeat("x", 100))
		size := len(bad.block)
		bad.length = length
		list := []rec{page("https://example.org/a", "<p>A"), bad, page("https://example.org/b", "<p>B"), page("https://example.org/c", "<p>C")}
		for name, pack := range packers {
			data, _ := pack(t, list)
			got := readAll(t, New(bytes.NewReader(data), Limits{}))
			want := fmt.Sprintf("a|bad (bad-record %d)|b|c", size)
			if s := strings.Join(got, "|"); s != want {
				t.Errorf("%s, length %d: got %s, want %s", name, length, s, want)
			}
		}
	}
}

// TestOddRecords: what archives of the world hold is read as it was meant.
func TestOddRecords(t *testing.T) {
	odd := "\r\nWARC/1.1\nwarc-type: RESPONSE\nWARC-Target-URI: <https://example.org/odd>\nWARC-Date: 2026-02-19T06:30:00.123456Z\n" +
		"X-Note: first\n\tsecond\r\n  third\nno colon\nContent-Length:  4 \nWARC-Truncated: length\n\nbody\n\nWARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
	r := New(strings.NewReader(odd), Limits{})
	rec, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if rec.Version != "1.1" || rec.Type != "response" || rec.Target != "https://example.org/odd" || rec.Date.Nanosecond() != 123456000 ||
		rec.Header.Get("x-note") != "first second third" || string(rec.Block) != "body" || rec.Truncated != "length" || rec.At.Member != 2 || rec.Fault != nil {
		t.Errorf("got %+v", rec)
	}
	if rec, err = r.Next(); err != nil || rec.Type != "resource" || len(rec.Block) != 0 || rec.Target != "" {
		t.Errorf("got %+v, %v", rec, err)
	}
	if _, err = r.Next(); err != io.EOF {
		t.Error(err)
	}
}

// TestBadRecords: what cannot be read is told with its place and a way on.
func TestBadRecords(t *testing.T) {
	good := string(page("https://example.org/good", "<p>G").bytes())
	for name, c := range map[string]struct{ in, want string }{
		"empty":           {"", ""},
		"no archive":      {"<html>hello</html>", "! 0 damaged"},
		"noise before":    {"hello\r\n" + good, "! 0 damaged|good"},
		"noise between":   {good + "hello\r\n" + good, "good|! " + fmt.Sprint(len(good)) + " bad-record|good"},
		"no length":       {"WARC/1.0\r\nWARC-Type: response\r\n\r\n\r\n\r\n" + good, "! 0 bad-record|good"},
		"length no word":  {"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n\r\n\r\n" + good, "! 0 bad-record|good"},
		"length negative": {"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n\r\n\r\n" + good, "! 0 bad-record|good"},
		"length absurd":   {"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9223372036854775807\r\n\r\n\r\n\r\n" + good, "response (bad-record 0)|good"},
		"no type":         {"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n" + good, "! 0 bad-record|good"},
		"long header":     {"WARC/1.0\r\nWARC-Type: response\r\nX: " + strings.Repeat("x", 100_000) + "\r\n\r\n" + good, "! 0 too-large|good"},
		"many fields":     {"WARC/1.0\r\nWARC-Type: response\r\n" + strings.Repeat("X: y\r\n", 600) + "\r\n" + good, "! 0 bad-record|good"},
		"cut header":      {good + "WARC/1.0\r\nWARC-Type: resp", "good|! " + fmt.Sprint(len(good)) + " cut"},
		"cut early":       {good + "WARC/1.0\r\nWA", "good|! " + fmt.Sprint(len(good)) + " cut"},
		"zeros behind":    {string(gz(t, []byte(good))) + strings.Repeat("\x00", 5000), "good|! " + fmt.Sprint(len(gz(t, []byte(good)))) + " damaged"},
		"bare gzip":       {string(gz(t, []byte("hello"))), "! 0 cut"},
		"gzip of text":    {string(gz(t, []byte("hello hello hello"))) + string(gz(t, []byte(good))), "! 0 bad-record|good"},
	} {
		if got := strings.Join(readAll(t, New(strings.NewReader(c.in), Limits{})), "|"); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// TestBomb: a member or frame that unpacks beyond all measure is told and left, in time and memory that do not follow what it claims.
func TestBomb(t *testing.T) {
	bomb := page("https://example.org/bomb", strings.Repeat("x", 60<<20))
	for name, pack := range packers {
		if name == "plain" {
			continue
		}
		data, _ := pack(t, []rec{page("https://example.org/a", "A"), bomb, page("https://example.org/b", "B")})
		got := strings.Join(readAll(t, New(bytes.NewReader(data), Limits{})), "|")
		want := fmt.Sprintf("a|! %s bomb|b", strings.Split(got, " ")[min(1, strings.Count(got, " "))])
		if name == "gzip whole" {
			want = strings.TrimSuffix(want, "|b")
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

// TestLongBlock: of a block over the limit the first bytes are kept, and the next record is found.
func TestLongBlock(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	long := page("https://example.org/long", words(rng, 30_000))
	list := []rec{page("https://example.org/a", "A"), long, page("https://example.org/b", "B")}
	for name, pack := range packers {
		data, _ := pack(t, list)
		r := New(bytes.NewReader(data), Limits{BlockBytes: 10_000})
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
		rec, err := r.Next()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !rec.Cut || string(rec.Block) != long.block[:10_000] {
			t.Fatalf("%s: got %d bytes", name, len(rec.Block))
		}
		same(t, readAll(t, r), "b")
	}
}

// TestFaultsInARow: an archive that is nothing but faults is given up.
func TestFaultsInARow(t *testing.T) {
	bad := strings.Repeat("WARC/1.0\r\nWARC-Type: x\r\n\r\n\r\n\r\n", 50)
	got := readAll(t, New(strings.NewReader(bad), Limits{Faults: 10}))
	if len(got) != 10 {
		t.Errorf("%d errors: %q", len(got), got)
	}
}

// TestDiskError: what the disk says is told as that, and ends the reading.
func TestDiskError(t *testing.T) {
	data, _ := gzipEach(t, pages(5))
	disk := errors.New("input/output error")
	r := New(io.MultiReader(bytes.NewReader(data[:len(data)/2]), iotest.ErrReader(disk)), Limits{})
	got := readAll(t, r)
	if last := got[len(got)-1]; last != fmt.Sprintf("! %d %s", len(data)/2, source.Broken) || len(got) < 3 {
		t.Errorf("got %q", got)
	}
}

// TestLongClaim: in an archive that is not compressed, a record that claims more than is held costs only itself: what it claimed is searched for others.
func TestLongClaim(t *testing.T) {
	bad := page("https://example.org/bad", "B")
	list := pages(40)
	for _, length := range []int{40_000, 10 << 20} { // ends within another record, or beyond the archive
		bad.length = length
		data, at := bare(t, append([]rec{bad}, list[1:]...))
		for name, in := range map[string]io.Reader{"file": bytes.NewReader(data), "pipe": iotest.OneByteReader(bytes.NewReader(data))} {
			got := readAll(t, New(in, Limits{BlockBytes: 20_000}))
			if records, faults := count(got); records != 40 || faults != 1 || got[0] != "! 0 bad-record" || got[1] != "0" {
				t.Errorf("length %d, %s: %d records of 40, %d errors, the first steps are %q; the second record is at %d", length, name, records, faults, got[:2], at[1])
			}
		}
	}
}

// TestBackOnlySoOften: an archive made so that each byte may begin a member that fails late is not read again for each.
func TestBackOnlySoOften(t *testing.T) {
	var nest []byte // each member's stored block holds all members behind it, and its checksum is wrong
	first := []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x00\xff\xff\x00\x00WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 60000\r\n\r\n")
	for len(nest) < 2<<20 {
		nest = append(nest, first...)
	}
	r := New(bytes.NewReader(nest), Limits{Faults: 1 << 30})
	got := readAll(t, r)
	if again, all := r.tape.feed.again, int64(len(nest)); again > all+tapeFree || len(got) < 2 {
		t.Errorf("of %d bytes %d were read again, %d steps", all, again, len(got))
	}
}
