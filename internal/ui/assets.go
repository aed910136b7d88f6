package ui

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// manifest is what web/build.mjs writes: which file is what. Files are names in dist/assets.
type manifest struct {
	Main    string              `json:"main"`     // the script that every page starts with
	Early   string              `json:"early"`    // a script that runs before anything is painted
	Style   string              `json:"style"`    // the stylesheet
	Icon    string              `json:"icon"`     // the picture of the tab
	Terms   string              `json:"licences"` // of what others made, a text
	Fonts   []string            `json:"fonts"`    // those that every page needs
	Strings map[string]string   `json:"strings"`  // by language
	Pages   map[string][]string `json:"pages"`    // by page: its scripts
}

// manifestMax is how large a manifest may be.
const manifestMax = 1 << 20

// readManifest gives nil where the interface was not built.
func readManifest(dist fs.FS) (*manifest, error) {
	data, err := fs.ReadFile(dist, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("web interface: %w", err)
	}
	if len(data) > manifestMax {
		return nil, fmt.Errorf("web interface: manifest.json has %d bytes, more than %d", len(data), manifestMax)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("web interface: manifest.json: %w", err)
	}
	if m.Main == "" || m.Early == "" || m.Style == "" {
		return nil, errors.New("web interface: manifest.json names no script or stylesheet; build it anew with `make web`")
	}
	return &m, nil
}

// assets serves the built files. A name holds a hash of the content, so that a file never changes; what shrinks is packed once and kept.
type assets struct {
	dir    fs.FS
	packed sync.Map // file → func() (*asset, error)
}

// asset is one file as it is sent.
type asset struct {
	raw, gz []byte // gz is nil where packing gains nothing
	kind    string
}

// kinds are the media types of what is built; the machine's own table is not asked, for it differs.
var kinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".woff2": "font/woff2",
}

func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	kind, ok := kinds[path.Ext(name)]
	if !ok || !fs.ValidPath(name) {
		http.NotFound(w, r)
		return
	}
	file, err := a.load(path.Join("assets", name), kind)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", file.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", strconv.Quote(name))
	body := file.raw
	if file.gz != nil {
		h.Set("Vary", "Accept-Encoding")
		if acceptsGzip(r.Header.Get("Accept-Encoding")) {
			h.Set("Content-Encoding", "gzip")
			h.Set("ETag", strconv.Quote(name+".gz"))
			body = file.gz
		}
	}
	if r.Header.Get("If-None-Match") == h.Get("ETag") {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// load gives a file as it is sent. Only what is there is kept: names that are asked for and do not exist cost no memory.
func (a *assets) load(file, kind string) (*asset, error) {
	if _, err := fs.Stat(a.dir, file); err != nil {
		return nil, err
	}
	once, _ := a.packed.LoadOrStore(file, sync.OnceValues(func() (*asset, error) {
		raw, err := fs.ReadFile(a.dir, file)
		if err != nil {
			return nil, err
		}
		return pack(raw, kind), nil
	}))
	return once.(func() (*asset, error))()
}

// gains is the least share that packing must take off to be worth unpacking.
const gains = 0.05

func pack(raw []byte, kind string) *asset {
	out := &asset{raw: raw, kind: kind}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	_, _ = z.Write(raw) // a buffer takes everything
	_ = z.Close()
	if float64(b.Len()) < (1-gains)*float64(len(raw)) {
		out.gz = b.Bytes()
	}
	return out
}

// acceptsGzip reads Accept-Encoding: gzip or *, unless its weight is 0.
func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, params, err := mime.ParseMediaType("x/" + strings.TrimSpace(part))
		if err != nil || coding != "x/gzip" && coding != "x/*" {
			continue
		}
		if q, err := strconv.ParseFloat(params["q"], 64); err == nil && q == 0 {
			return false
		}
		return true
	}
	return false
}
