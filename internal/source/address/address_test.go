package address

import (
	"slices"
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	f := func(raw, want string) {
		t.Helper()
		got, err := Clean(raw)
		if err != nil {
			got = "! " + err.Error()
		}
		if got != want && !(strings.HasPrefix(want, "!") && strings.HasPrefix(got, want)) {
			t.Errorf("Clean(%q)\n got %s\nwant %s", raw, got, want)
		}
	}
	f("HTTP://Example.ORG:80/a/../b?x=1#top", "http://example.org/b?x=1")
	f("  https://example.org ", "https://example.org/")
	f("https://user:secret@example.org/", "https://example.org/")
	f("https://example.org./a", "https://example.org/a")
	f("https://मराठी.भारत/बातमी १", "https://xn--d2b1ag0dl.xn--h2brj9c/%E0%A4%AC%E0%A4%BE%E0%A4%A4%E0%A4%AE%E0%A5%80%20%E0%A5%A7")
	f("https://example.org/100%", "https://example.org/100%25")
	f("https://example.org/a?utm_source=x&id=7&fbclid=9&UTM_Medium=y", "https://example.org/a?id=7")
	f("https://example.org/a?from=mdr", "https://example.org/a")
	f("https://example.org/a?from=2026-01-01", "https://example.org/a?from=2026-01-01")
	f("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1")
	f("https://example.org/a?", "https://example.org/a")
	// What browsers make of addresses that hide where they lead.
	f("http://2130706433/", "http://127.0.0.1/")
	f("http://0x7f.1/", "http://127.0.0.1/")
	f(`http:\\example.org\a`, "http://example.org/a")
	f("http://[::FFFF:127.0.0.1]/", "http://[::ffff:7f00:1]/")
	f("file:///etc/passwd", "! ")
	f("javascript:alert(1)", "! ")
	f("gopher://example.org/", "! ")
	f("/only/a/path", "! ")
	f("http://", "! ")
	f("http://exa mple.org/", "! ")
	f("", "! ")
	f("https://example.org/"+strings.Repeat("a", BytesMax), "! ")
}

func TestResolve(t *testing.T) {
	f := func(base, ref, want string) {
		t.Helper()
		if got, err := Resolve(base, ref); err != nil || got != want {
			t.Errorf("Resolve(%q, %q) = %q, %v; want %q", base, ref, got, err, want)
		}
	}
	f("https://example.org/a/b?x=1", "../c", "https://example.org/c")
	f("https://example.org/a/b", "//other.org/c?utm_source=y", "https://other.org/c")
	f("https://example.org/a/b", "?p=2", "https://example.org/a/b?p=2")
	f("https://example.org/a/b", "http://x.org", "http://x.org/")
}

func TestExact(t *testing.T) {
	f := func(raw, want string) {
		t.Helper()
		got, err := Exact(raw)
		if err != nil || got != want {
			t.Errorf("Exact(%q) = %q, %v; want %q", raw, got, err, want)
		}
		if got, err := ResolveExact("https://other.org/", raw); err != nil || got != want {
			t.Errorf("ResolveExact(%q) = %q, %v; want %q", raw, got, err, want)
		}
	}
	f("HTTPS://Example.org/feed?from=rss&utm_source=x#top", "https://example.org/feed?from=rss&utm_source=x")
	f("https://a:b@example.org/feed?ref=world", "https://example.org/feed?ref=world")
}

func TestKey(t *testing.T) {
	same := func(addresses ...string) {
		t.Helper()
		want, err := Key(addresses[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range addresses[1:] {
			if got, err := Key(a); err != nil || got != want {
				t.Errorf("Key(%q) = %q, %v; want %q, that of %q", a, got, err, want, addresses[0])
			}
		}
	}
	other := func(a, b string) {
		t.Helper()
		ka, errA := Key(a)
		kb, errB := Key(b)
		if errA != nil || errB != nil || ka == kb {
			t.Errorf("%q and %q have keys %q (%v) and %q (%v): two articles", a, b, ka, errA, kb, errB)
		}
	}
	same("https://www.example.org/news/1",
		"http://example.org/news/1", "https://m.example.org/news/1/", "https://mobile.example.org/news/1#comments",
		"https://amp.example.org/news/1", "https://www.example.org/amp/news/1", "https://www.example.org/news/1/amp",
		"https://www.example.org/news/1/amp/", "https://www.example.org/news/1?amp=1", "https://www.example.org/news/1?amp",
		"https://www.example.org/news/1?outputType=amp", "https://www.example.org:443/news/1?utm_source=rss&utm_medium=feed",
		"https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/1/amp",
		"https://www.google.com/amp/s/www.example.org/news/1?usqp=mq331AQ", "https://www.google.co.in/amp/s/m.example.org/news/1")
	same("https://timesofindia.example/articleshow/12.cms", "https://m.timesofindia.example/amp_articleshow/12.cms", "https://timesofindia.example/articleshow/12.cms?from=mdr")
	same("https://example.org/a.html", "https://example.org/a.amp.html")
	same("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&x=1")
	same("https://मराठी.भारत/१", "https://xn--d2b1ag0dl.xn--h2brj9c/%E0%A5%A7")
	other("https://example.org/a?id=1", "https://example.org/a?id=2")
	other("https://example.org/News/a", "https://example.org/news/a")
	other("https://marathi.example.org/a", "https://hindi.example.org/a")
	other("https://example.org:8080/a", "https://example.org/a")
	other("https://amp.co.in/a", "https://co.in/a") // a site that is called so
	other("https://example.org/amp", "https://example.org/")
	other("https://example.org/lamp/a", "https://example.org/a")
	other("http://127.0.0.1/a", "http://127.0.0.2/a")
	if k, err := Key("https://m.co/"); err != nil || k != "m.co/" {
		t.Errorf("m.co has key %q, %v", k, err)
	}
	if _, err := Key("mailto:a@example.org"); err == nil {
		t.Error("mailto: has a key")
	}
}

// What Clean gives, it leaves alone; and a key does not depend on whether an address was cleaned before.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"https://www.example.org/amp/a?x=1&utm_id=3#f", "http://m.m.m.example.org//a//", "https://मराठी.भारत/१ २", "http://[::1]:8080/%zz?%",
		"https://a.cdn.ampproject.org/c/s/b.cdn.ampproject.org/c/s/c.org/", "http://a/b.amp", "http:\\\\a@b:1/",
		"https://www.example.org/a/b%20c.html?x=1&utm_source=2&y=a/b?c#d", "http://a-b.example.org?x=%zz", "https://1.2.3.04/", "https://xn--a.org/", "https://a.org/..%2f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if p := plain(raw); p != nil && len(raw) <= BytesMax {
			if q, err := full(raw, "https://example.org/x/y?z"); err != nil || q.String() != p.String() {
				t.Fatalf("%q: short cut %s, library %v, %v", raw, p, q, err)
			}
		}
		clean, err := Clean(raw)
		key, errKey := Key(raw)
		if (err == nil) != (errKey == nil) {
			t.Fatalf("Clean: %v, Key: %v", err, errKey)
		}
		if err != nil || len(clean) > BytesMax {
			return
		}
		if again, err := Clean(clean); err != nil || again != clean {
			t.Fatalf("Clean(%q) = %q, %v", clean, again, err)
		}
		if k, err := Key(clean); err != nil || k != key {
			t.Fatalf("Key(%q) = %q, %v; that of %q is %q", clean, k, err, raw, key)
		}
	})
}

func TestTable(t *testing.T) {
	never := []string{"id", "p", "page", "cid", "story", "storyid", "newsid", "article", "aid", "nid", "q", "v", "date", "lang", "utility"}
	for _, name := range never[:14] {
		if tracking.has(name, "1") {
			t.Errorf("%q chooses articles on many sites, and is dropped", name)
		}
	}
	var names []string
	for line := range strings.Lines(table) {
		if line[0] != '#' {
			name, _, _ := strings.Cut(line, "\t")
			names = append(names, name)
		}
	}
	if len(names) != len(slices.Compact(slices.Sorted(slices.Values(names)))) {
		t.Error("a name stands twice")
	}
}

func BenchmarkKey(b *testing.B) {
	urls := []string{"https://www.example.org/news/maharashtra/mumbai/12345678.html?utm_source=rss&utm_medium=feed&id=7", "https://m.marathi.example.com/%E0%A4%AC/amp/",
		"https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/1/amp"}
	n := 0
	for _, u := range urls {
		n += len(u)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for _, u := range urls {
			if _, err := Key(u); err != nil {
				b.Fatal(err)
			}
		}
	}
}
