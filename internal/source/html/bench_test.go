package html

import (
	"strings"
	"testing"
)

// BenchmarkExtract reads the saved pages: as they are, which is without the scripts and styles that make most of a page of the press, and
// with as much of those as such pages have, 100 KB each.
func BenchmarkExtract(b *testing.B) {
	list := corpus(b)
	for _, c := range []struct {
		name string
		bulk int
	}{{"bare", 0}, {"pages", 100 << 10}} {
		b.Run(c.name, func(b *testing.B) {
			var data [][]byte
			size := 0
			for _, p := range list {
				d := bulky(p.data, c.bulk)
				data = append(data, d)
				size += len(d)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				for i, d := range data {
					if _, err := Extract(d, Source{Address: list[i].Address}); err != nil {
						b.Fatal(err)
					}
				}
				n += len(data)
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

// bulky adds scripts and styles to the head of a page.
func bulky(page []byte, bytes int) []byte {
	const script = `<script>window.__S=window.__S||{};__S.slots=[{"id":"div-gpt-ad-1","sizes":[[300,250],[728,90]],"targeting":{"section":"news"}}];if(1<2){__S.go=function(a){return a&&a.b}}</script>
<style>.card-grid__item--wide{display:flex;margin:0 auto;padding:12px 8px}@media (min-width:768px){.card-grid__item--wide{width:33.3%}}</style>
<div class="sprite"><svg viewBox="0 0 24 24"><path d="M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-10S17.52 2 12 2z"/></svg></div>
`
	head, rest, ok := strings.Cut(string(page), "</head>")
	if !ok {
		head, rest, _ = strings.Cut(string(page), "</HEAD>")
	}
	return []byte(head + strings.Repeat(script, bytes/len(script)) + "</head>" + rest)
}
