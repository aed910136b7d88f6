package store

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/bakhar/bakhar/internal/source/address"
)

// Identify gives an article its Key and ID. The key is that of its URL where it has one (the AMP copy and the mobile host are the same
// article); otherwise publisher, day of publication and the text itself, so that the same text in two papers is two articles, and handing
// one in twice is one. The id is a hash of key and text: a changed text under one URL is another article with the same key.
func Identify(a *Article) {
	a.Key = ""
	if a.URL != "" {
		if key, err := address.Key(a.URL); err == nil {
			a.Key = key
		}
	}
	if a.Key == "" {
		sum := digest(a.Publisher, a.Day.String(), a.Text)
		a.Key = "text:" + hex.EncodeToString(sum[:16])
	}
	sum := digest(a.Key, a.Text)
	a.ID = hex.EncodeToString(sum[:8])
}

// digest hashes parts so that no two lists of parts are alike.
func digest(parts ...string) [sha256.Size]byte {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p))
	}
	return [sha256.Size]byte(h.Sum(nil))
}
