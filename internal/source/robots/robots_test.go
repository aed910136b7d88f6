package robots

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Each file with the paths that it allows (+) and forbids (-) to a crawler called bakhar.
func TestRFC9309(t *testing.T) {
	for _, c := range []struct{ name, file, paths string }{
		{"empty", "", "+/ +/a"},
		{"no group", "Disallow: /", "+/a"},
		{"all", "User-agent: *\nDisallow: /", "-/ -/a +/robots.txt"},
		{"empty Disallow", "User-agent: *\nDisallow:", "+/a"},
		{"own group wins", "User-agent: *\nDisallow: /\n\nUser-agent: bakhar\nDisallow: /x", "+/a -/x -/xy"},
		{"own group first", "User-agent: bakhar\nAllow: /\nUser-agent: *\nDisallow: /", "+/a"},
		{"own group is empty", "User-agent: bakhar\n\nUser-agent: *\nDisallow: /", "-/a"},
		{"own group allows all", "User-agent: bakhar\nDisallow:\n\nUser-agent: *\nDisallow: /", "+/a"},
		{"groups of one name are one", "User-agent: bakhar\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: Bakhar\nDisallow: /b", "-/a -/b +/c"},
		{"name with version", "User-agent: BAKHAR/2.0\nDisallow: /a", "-/a"},
		{"name that ours begins with", "User-agent: ba\nDisallow: /a", "+/a"},
		{"name that begins with ours", "User-agent: bakharbot\nDisallow: /a", "+/a"},
		{"two names, one group", "User-agent: x\nUser-agent: bakhar\nDisallow: /a", "-/a"},
		{"other lines between", "User-agent: bakhar\nHost: example.org\nSitemap: https://example.org/s.xml\nDisallow: /a", "-/a"},
		{"one bad line costs only itself", "Disallow: /z\nnonsense\nUser-agent: *\nCrawl-delay: soon\nDisallow: /a\n: x\nDisallow: /b", "-/a -/b +/z"},
		{"longest wins", "User-agent: *\nAllow: /a/b\nDisallow: /a", "+/a/b/c -/a/c"},
		{"of equals the one that allows", "User-agent: *\nDisallow: /page\nAllow: /page", "+/page"},
		{"wildcard", "User-agent: *\nDisallow: /*/private\nDisallow: /*.pdf$", "-/a/private/x +/private -/b.pdf +/b.pdf?x"},
		{"wildcard begins at the start", "User-agent: *\nDisallow: /a*c", "-/abc -/ac/d +/x/abc"},
		{"end mark", "User-agent: *\nDisallow: /a$", "-/a +/ab"},
		{"query", "User-agent: *\nDisallow: /*?", "-/a?x=1 +/a"},
		{"percent-encoding", "User-agent: *\nDisallow: /%7ejoe/\nDisallow: /मत\nDisallow: /a%2fb", "-/~joe/x -/%E0%A4%AE%e0%a4%a4/1 -/a%2Fb +/a/b"},
		{"comments, old line ends, mark at the start", "\ufeffUser-agent: * # all\rDisallow: /a # x\r#Disallow: /b", "-/a +/b"},
		{"without a slash", "User-agent: *\nDisallow: private", "-/private"},
		{"case of paths", "user-AGENT: *\nDISALLOW: /A", "-/A +/a"},
		{"a web page instead", "<!doctype html><p>User-agent: * Disallow: /</p>", "+/a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Parse([]byte(c.file), "bakhar")
			for p := range strings.FieldsSeq(c.paths) {
				if got := r.Allowed(p[1:]); got != (p[0] == '+') {
					t.Errorf("%s allowed: %v", p[1:], got)
				}
			}
		})
	}
}

func TestDelayAndSitemaps(t *testing.T) {
	r := Parse([]byte("Sitemap: https://e.org/1.xml\nUser-agent: *\nCrawl-delay: 2.5\nUser-agent: other\nCrawl-delay: 100\nSITEMAP: https://e.org/2.xml"), "bakhar")
	if r.Delay != 2500*time.Millisecond || strings.Join(r.Sitemaps, " ") != "https://e.org/1.xml https://e.org/2.xml" {
		t.Errorf("delay %v, sitemaps %q", r.Delay, r.Sitemaps)
	}
	for _, s := range []string{"-5", "NaN", "x", ""} {
		if d := Parse([]byte("User-agent: *\nCrawl-delay: "+s), "bakhar").Delay; d != 0 {
			t.Errorf("Crawl-delay %q is %v", s, d)
		}
	}
	if d := Parse([]byte("User-agent: *\nCrawl-delay: +Inf"), "bakhar").Delay; d != 24*time.Hour {
		t.Errorf("an endless delay is %v", d)
	}
}

// A hostile file costs neither memory nor time beyond the limits.
func TestHostile(t *testing.T) {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for i := range 20000 {
		fmt.Fprintf(&b, "Disallow: /%s%d\n", strings.Repeat("a*", 20), i)
		fmt.Fprintf(&b, "Disallow: /%s%d\n", strings.Repeat("a*", 10), i)
	}
	r := Parse([]byte(b.String()), "bakhar")
	if len(r.rules) > rulesMax {
		t.Errorf("%d rules kept", len(r.rules))
	}
	if !r.Allowed("/" + strings.Repeat("a", 4000)) {
		t.Error("no rule fits, and yet it is forbidden")
	}
	if r := Parse([]byte(strings.Repeat("User-agent: *\n", 1<<20)), "bakhar"); len(r.rules) != 0 {
		t.Error("rules out of nothing")
	}
}

func BenchmarkParse(b *testing.B) {
	file := []byte(strings.Repeat("User-agent: other\nDisallow: /x\n\nUser-agent: *\nDisallow: /search?\nDisallow: /*/print$\nAllow: /news/\n", 30))
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(file, "bakhar")
	}
}
