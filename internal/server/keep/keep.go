// Package keep lets many readers of one answer cost the store one look. An answer to a GET is a function of the version of the chronicle and the
// address: so both make its ETag, a browser that has it is told so without asking anything, whoever asks while it is being made waits for it
// instead of making it again, and what was made is kept, packed, until there is too much of it or the chronicle has moved on.
//
// It knows nothing of what answers say. Who may have them is decided before (package guard), and no answer here depends on who asks.
package keep

import (
	"bytes"
	"container/list"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/sync/singleflight"
)

// Config says how much is kept. The zero values are the defaults.
type Config struct {
	Build    string        // of the program: another one may answer otherwise
	BytesMax int           // of all answers kept
	Time     time.Duration // for one answer
	// Version is the chronicle's; an error leaves answers unkept.
	Version func(context.Context) (int64, error)
}

// The defaults, and the limits that are none of Config's.
const (
	BytesDefault  = 64 << 20
	TimeDefault   = 30 * time.Second
	answerMax     = 4 << 20 // bytes of an answer that is kept, packed
	overhead      = 400     // bytes that an entry costs beside its body
	packFrom      = 1000    // bytes from which an answer is packed
	packLevel     = 4
	immediateness = "private, no-cache" // a browser keeps it, and asks each time whether it still holds
)

// Keeper keeps answers.
type Keeper struct {
	Config
	next    http.Handler
	flights singleflight.Group
	mu      sync.Mutex
	byKey   map[string]*list.Element // of *answer
	used    *list.List               // the latest first
	bytes   int
	hits    func(kind string)
}

// answer is what a handler said.
type answer struct {
	key    string
	status int
	header http.Header
	packed bool
	body   []byte
}

// New keeps the answers of a handler. hits hears of each request: fresh (the browser had it), kept, shared (with another that asked at the same
// time), made.
func New(c Config, next http.Handler, hits func(kind string)) *Keeper {
	if c.BytesMax == 0 {
		c.BytesMax = BytesDefault
	}
	if c.Time == 0 {
		c.Time = TimeDefault
	}
	return &Keeper{Config: c, next: next, byKey: map[string]*list.Element{}, used: list.New(), hits: hits}
}

// ServeHTTP answers.
func (k *Keeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	version, err := k.Version(r.Context())
	if err != nil {
		k.next.ServeHTTP(w, r)
		return
	}
	key := k.key(version, r.URL)
	etag := `W/"` + key + `"` // weak: packed and not, it is the same
	if match(r.Header.Values("If-None-Match"), key) {
		k.hits("fresh")
		h := w.Header()
		h.Set("ETag", etag)
		h.Set("Cache-Control", immediateness)
		h.Set("Vary", "Accept-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if a := k.find(key); a != nil {
		k.hits("kept")
		a.write(w, r, etag)
		return
	}
	made := false
	v, _, _ := k.flights.Do(key, func() (any, error) {
		made = true
		return k.make(r, key), nil
	})
	if made {
		k.hits("made")
	} else {
		k.hits("shared")
	}
	v.(*answer).write(w, r, etag)
}

// key names an answer: version, build, path and parameters, whose order does not matter.
func (k *Keeper) key(version int64, u *url.URL) string {
	h := sha256.New()
	for _, s := range []string{k.Build, strconv.FormatInt(version, 10), u.Path, u.Query().Encode()} {
		h.Write([]byte(strconv.Itoa(len(s)) + ":" + s))
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16])
}

// match tells whether a browser has what the key names.
func match(had []string, key string) bool {
	for _, line := range had {
		for tag := range strings.SplitSeq(line, ",") {
			tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
			if strings.Trim(tag, `"`) == key {
				return true
			}
		}
	}
	return false
}

// make asks the handler. Others may wait for what it says: so it goes on when the one who asked first goes away.
func (k *Keeper) make(r *http.Request, key string) *answer {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), k.Time)
	defer cancel()
	rec := &recorder{header: http.Header{}}
	k.next.ServeHTTP(rec, r.WithContext(ctx))
	a := &answer{key: key, status: rec.code(), header: rec.header, body: rec.body.Bytes()}
	a.header.Del("Content-Length")
	if len(a.body) >= packFrom {
		a.body, a.packed = pack(a.body), true
	}
	if a.status == http.StatusOK && len(a.body) <= min(answerMax, k.BytesMax/4) {
		k.put(a)
	}
	return a
}

func (k *Keeper) find(key string) *answer {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.byKey[key]
	if e == nil {
		return nil
	}
	k.used.MoveToFront(e)
	return e.Value.(*answer)
}

func (k *Keeper) put(a *answer) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byKey[a.key] != nil {
		return
	}
	k.byKey[a.key] = k.used.PushFront(a)
	k.bytes += len(a.body) + overhead
	for k.bytes > k.BytesMax {
		last := k.used.Back()
		old := k.used.Remove(last).(*answer)
		delete(k.byKey, old.key)
		k.bytes -= len(old.body) + overhead
	}
}

// write answers with it, packed where the reader takes that.
func (a *answer) write(w http.ResponseWriter, r *http.Request, etag string) {
	h := w.Header()
	for name, values := range a.header {
		h[name] = values
	}
	h.Add("Vary", "Accept-Encoding")
	if a.status == http.StatusOK {
		h.Set("ETag", etag)
		h.Set("Cache-Control", immediateness)
	} else {
		h.Set("Cache-Control", "no-store")
	}
	if a.packed && takesGzip(r) {
		h.Set("Content-Encoding", "gzip")
		h.Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body) // who has gone away reads no error
		return
	}
	w.WriteHeader(a.status)
	if !a.packed {
		_, _ = w.Write(a.body)
		return
	}
	if z, err := gzip.NewReader(bytes.NewReader(a.body)); err == nil {
		_, _ = io.Copy(w, z)
	}
}

// takesGzip tells whether a reader takes gzip: it names it, or anything, and not with a weight of nothing.
func takesGzip(r *http.Request) bool {
	for _, line := range r.Header.Values("Accept-Encoding") {
		for part := range strings.SplitSeq(line, ",") {
			name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
			if name = strings.TrimSpace(name); name != "gzip" && name != "*" {
				continue
			}
			q, ok := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
			x, err := strconv.ParseFloat(q, 64)
			return !ok || err == nil && x > 0
		}
	}
	return false
}

var packers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(io.Discard, packLevel) // the level is one
	return z
}}

func pack(b []byte) []byte {
	var out bytes.Buffer
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&out)
	_, _ = z.Write(b) // memory takes all
	_ = z.Close()
	return bytes.Clone(out.Bytes())
}

// recorder is the reader to whom the handler answers.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (rec *recorder) Header() http.Header { return rec.header }

func (rec *recorder) WriteHeader(status int) {
	if rec.status == 0 {
		rec.status = status
	}
}

func (rec *recorder) Write(b []byte) (int, error) { return rec.body.Write(b) }

func (rec *recorder) code() int {
	if rec.status == 0 {
		return http.StatusOK
	}
	return rec.status
}
