package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/bakhar/bakhar/internal/article"
	"github.com/bakhar/bakhar/internal/pipeline"
	"github.com/bakhar/bakhar/internal/queue"
	"github.com/bakhar/bakhar/internal/source/file"
	"github.com/bakhar/bakhar/internal/store"
)

// What is packed comes out byte for byte, whatever bytes the text has, and under the id that it has without a queue.
func TestPack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.String()
		art := store.Article{Given: word.Draw(t, "given"), URL: word.Draw(t, "url"), Publisher: word.Draw(t, "publisher"), Author: word.Draw(t, "author"), Title: word.Draw(t, "title"),
			Language: rapid.SampledFrom([]string{"", "mr", "en"}).Draw(t, "language"), Published: "2026-02-19T10:00:00+05:30", Day: article.Date{Year: 2026, Month: 2, Day: 19},
			Text: string(bytes.Repeat(rapid.SliceOf(rapid.Byte()).Draw(t, "text"), rapid.IntRange(1, 300).Draw(t, "times")))}
		readable(&art.Given, &art.URL, &art.Publisher, &art.Author, &art.Title)
		store.Identify(&art)
		place := file.Text{File: "a.jsonl", Line: 3, Offset: 1204}
		packed, err := (&Ingest{}).pack(&item{art: art, in: place})
		if err != nil {
			t.Fatal(err)
		}
		got, at, err := unpack(packed)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(art, got); diff != "" {
			t.Fatal(diff)
		}
		if at != place {
			t.Fatalf("its place is %+v", at)
		}
	})
}

func TestPackLimits(t *testing.T) {
	if _, err := (&Ingest{}).pack(&item{art: store.Article{Text: strings.Repeat("x", pipeline.TextBytesMax+1)}}); err == nil || !strings.Contains(err.Error(), "limit") {
		t.Errorf("a text that is too long: %v", err)
	}
	if _, err := (&Ingest{}).pack(&item{art: store.Article{Title: strings.Repeat("x", headMax)}}); err == nil || !strings.Contains(err.Error(), "limit") {
		t.Errorf("a title that is too long: %v", err)
	}
}

// Items are bytes that anybody may have put.
func TestUnpackHostile(t *testing.T) {
	f := func(name, data, want string) {
		t.Helper()
		_, _, err := unpack(queue.Item{Kind: KindArticle, ID: "id", Data: []byte(data)})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", name, err, want)
		}
	}
	f("nothing", "", "no first line")
	f("no line", "{}", "no first line")
	f("no JSON", "{\n", "first line")
	f("no version", "{}\n", "no version")
	f("cut", `{"v":1,"bytes":10}`+"\nshort", "has 5 bytes")
	f("a text of the pages' version", `{"v":2,"bytes":5}`+"\nshort", "version 2")
	f("a page of the texts' version", `{"v":1,"page":{},"bytes":5}`+"\nshort", "version 1")
	f("a page, cut", `{"v":2,"page":{},"bytes":10}`+"\nshort", "the page has 5 bytes")
	f("a page of another id", `{"v":2,"page":{},"bytes":5}`+"\nshort", "by its content")
	f("of another id", `{"v":1,"bytes":5}`+"\nshort", "by its content")
	f("a long first line", strings.Repeat(" ", headMax+1)+"{}\n", "no first line")
	f("packed, damaged", string(zstdMagic)+"rubbish", "unpacked")
	bomb := packer.EncodeAll(append([]byte(`{"v":1}`+"\n"), make([]byte, 200<<20)...), nil)
	if len(bomb) > 1<<20 {
		t.Fatalf("the bomb has %d bytes", len(bomb))
	}
	f("a bomb", string(bomb), "unpacked")
	if _, _, err := unpack(queue.Item{Data: []byte(`{"v":3,"bytes":0}` + "\n")}); !errors.Is(err, errNewerWork) {
		t.Errorf("of a newer version: %v", err)
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte(`{"v":1,"bytes":5}` + "\nshort"))
	f.Add(packer.EncodeAll([]byte(fmt.Sprintf(`{"v":1,"bytes":%d}`+"\n%s", 2000, strings.Repeat("क", 666)+"xx")), nil))
	f.Add([]byte(`{"v":2,"page":{"media":"text/html"},"bytes":5}` + "\n<b>cd"))
	f.Fuzz(func(t *testing.T, data []byte) {
		art, place, err := unpack(queue.Item{ID: "id", Data: data})
		if err == nil && (place.Page != nil || art.ID != "id") {
			t.Errorf("taken under another id: %q", art.ID)
		}
	})
}
