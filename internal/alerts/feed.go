package alerts

import (
	"context"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// The parts of an Atom feed (RFC 4287) that we write.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr,omitempty"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Tool    string      `xml:"generator"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel   string `xml:"rel,attr"`
	Href  string `xml:"href,attr"`
	Title string `xml:"title,attr,omitempty"`
	Lang  string `xml:"hreflang,attr,omitempty"`
}

type atomEntry struct {
	Title    string         `xml:"title"`
	ID       string         `xml:"id"`
	Updated  string         `xml:"updated"`
	Links    []atomLink     `xml:"link"`
	Category []atomCategory `xml:"category"`
	Content  atomText       `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// urn names something by its hash, as a UUID of version 8 (RFC 9562: the maker's own).
func urn(id string) string {
	b, err := hex.DecodeString(id)
	if err != nil || len(b) != 16 {
		b, _ = hex.DecodeString(hash(id))
	}
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// writeFeed writes an alert's feed anew from what the box holds of it: writing it twice is writing it once.
func (r *Runner) writeFeed(ctx context.Context, c *Config, a *Alert) error {
	kept, err := r.Box.Latest(ctx, a.Name, Feed)
	if err != nil {
		return err
	}
	list, err := read(kept)
	if err != nil {
		return err
	}
	t := speech(a)
	f := atomFeed{Lang: a.Language, Title: "bakhar: " + a.Name, ID: urn(hash("feed", a.Name)), Author: atomAuthor{"bakhar"}, Tool: "bakhar", Updated: time.Unix(0, 0).UTC().Format(time.RFC3339)}
	if c.Page != "" {
		f.Links = append(f.Links, atomLink{Rel: "alternate", Href: c.Page + "/?" + a.Query.Values().Encode()})
	}
	for i := range list {
		f.Entries = append(f.Entries, entry(t, &list[i]))
	}
	if len(list) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	data, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		return err
	}
	return replace(c.path(a.Feed), append([]byte(xml.Header), append(data, '\n')...), 0o644)
}

func entry(t tongue, n *News) atomEntry {
	e := atomEntry{Title: t.headline(n), ID: urn(n.ID), Updated: n.Made.UTC().Format(time.RFC3339), Content: atomText{"text", strings.Join(t.details(n), "\n")},
		Category: []atomCategory{{n.Kind}, {string(n.Event.Line.Event)}}}
	if n.Event.Page != "" {
		e.Links = append(e.Links, atomLink{Rel: "alternate", Href: n.Event.Page})
	}
	for _, a := range n.Event.Articles {
		if !isWeb(a.URL) {
			continue
		}
		rel := "related"
		if len(e.Links) == 0 {
			rel = "alternate"
		}
		e.Links = append(e.Links, atomLink{Rel: rel, Href: a.URL, Title: plain(a.Title), Lang: a.Language})
	}
	return e
}
