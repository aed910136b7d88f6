package guard

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// Token is one line of the file of tokens: who has it, what they may do, and the hash of it. The token itself is told once, when it is made.
type Token struct {
	Name string
	Role Role
	Made time.Time
	Hash string // SHA-256, hexadecimal: a token is random enough to need nothing slower
}

// The limits of tokens.
const (
	NameMax     = 100 // characters of a name
	tokensMax   = 10_000
	fileMax     = 4 << 20
	prefix      = "bakhar_" // by which tokens are found where they should not lie
	tokenMax    = 200
	tokensTitle = "# Tokens of bakhar serve: name, role, made, SHA-256. Written by 'bakhar token'; a token itself stands nowhere.\n"
)

// Tokens are those of a file. It is read again whenever it has changed, so that a token that was removed is one no more.
type Tokens struct {
	path string
	mu   sync.Mutex
	seen stamp
	all  map[string]Token // by hash
	err  error
}

// stamp tells whether a file is the same.
type stamp struct {
	size int64
	at   time.Time
}

// OpenTokens reads a file of tokens. One that is not there holds none; one that is damaged is an error with its line.
func OpenTokens(path string) (*Tokens, error) {
	t := &Tokens{path: path}
	t.refresh()
	return t, t.err
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// Find gives the token of a secret. A nil Tokens has none.
func (t *Tokens) Find(secret string) (Token, bool) {
	if t == nil || len(secret) > tokenMax || secret == "" {
		return Token{}, false
	}
	return t.hashed(hash(secret))
}

// hashed gives the token of a hash.
func (t *Tokens) hashed(hash string) (Token, bool) {
	if t == nil {
		return Token{}, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.refresh()
	k, ok := t.all[hash]
	return k, ok
}

// refresh reads the file if it has changed. A line that has become unreadable is nobody's token: better shut than open.
func (t *Tokens) refresh() {
	var now stamp
	if info, err := os.Stat(t.path); err == nil {
		now = stamp{info.Size(), info.ModTime()}
	}
	if t.all != nil && now == t.seen {
		return
	}
	list, err := readTokens(t.path)
	t.all, t.seen, t.err = map[string]Token{}, now, err
	for _, k := range list {
		t.all[k.Hash] = k
	}
}

// List gives the tokens of a file, by name.
func List(path string) ([]Token, error) { return readTokens(path) }

// Add makes a token of a name that has none, and gives its secret.
func Add(path, name string, role Role, now time.Time) (secretText string, err error) {
	if err := checkName(name); err != nil {
		return "", err
	}
	s := prefix + secret()
	return s, change(path, func(list []Token) ([]Token, error) {
		if slices.ContainsFunc(list, func(k Token) bool { return k.Name == name }) {
			return nil, fmt.Errorf("there is a token of %q already: remove it first, or take another name", name)
		}
		if len(list) >= tokensMax {
			return nil, fmt.Errorf("there are %d tokens: remove those that nobody uses", len(list))
		}
		return append(list, Token{Name: name, Role: role, Made: now.UTC().Truncate(time.Second), Hash: hash(s)}), nil
	})
}

// ErrNoToken is returned when there is no token of a name.
var ErrNoToken = errors.New("there is no token of this name")

// Remove takes a token away.
func Remove(path, name string) error {
	return change(path, func(list []Token) ([]Token, error) {
		kept := slices.DeleteFunc(slices.Clone(list), func(k Token) bool { return k.Name == name })
		if len(kept) == len(list) {
			return nil, fmt.Errorf("%q: %w", name, ErrNoToken)
		}
		return kept, nil
	})
}

func checkName(s string) error {
	switch {
	case strings.TrimSpace(s) == "" || s != strings.TrimSpace(s):
		return errors.New("a token needs a name, without blanks around it")
	case utf8.RuneCountInString(s) > NameMax:
		return fmt.Errorf("the name has more than %d characters", NameMax)
	case strings.HasPrefix(s, "#") || strings.IndexFunc(s, unicode.IsControl) >= 0 || !utf8.ValidString(s):
		return errors.New("the name is to be one line, without control characters, and not to begin with #")
	}
	return nil
}

// change writes the file anew, whole or not at all. Its new text has a name of its own that only one program at a time can make.
func change(path string, f func([]Token) ([]Token, error)) (err error) {
	draft := path + ".new"
	w, err := os.OpenFile(draft, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there: another 'bakhar token' is at work; if none is, remove the file", draft)
	}
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(draft)
		}
	}()
	old, err := readTokens(path)
	if err == nil {
		old, err = f(old)
	}
	if err == nil {
		_, err = w.Write(format(old))
	}
	if err == nil {
		err = w.Sync()
	}
	if cerr := w.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return os.Rename(draft, filepath.Clean(path))
}

func format(list []Token) []byte {
	slices.SortFunc(list, func(a, b Token) int { return strings.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	b.WriteString(tokensTitle)
	for _, k := range list {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", k.Name, k.Role, k.Made.Format(time.RFC3339), k.Hash)
	}
	return b.Bytes()
}

// readTokens reads a file; all that is wrong with it is told.
func readTokens(path string) ([]Token, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if len(data) > fileMax {
		return nil, fmt.Errorf("%s: %d bytes are no file of tokens", path, len(data))
	}
	var list []Token
	var errs []error
	for i, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSuffix(line, "\r"); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		k, err := parseToken(line)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", path, i+1, err))
			continue
		}
		list = append(list, k)
	}
	return list, errors.Join(errs...)
}

func parseToken(line string) (Token, error) {
	f := strings.Split(line, "\t")
	if len(f) != 4 {
		return Token{}, fmt.Errorf("4 columns are wanted, there are %d", len(f))
	}
	k := Token{Name: f[0], Hash: f[3]}
	var ok bool
	if k.Role, ok = ParseRole(f[1]); !ok {
		return k, fmt.Errorf("%q is none of reader, analyst, admin", f[1])
	}
	var err error
	if k.Made, err = time.Parse(time.RFC3339, f[2]); err != nil {
		return k, fmt.Errorf("%q is no time", f[2])
	}
	if b, err := hex.DecodeString(k.Hash); err != nil || len(b) != sha256.Size {
		return k, errors.New("the last column is no SHA-256")
	}
	return k, checkName(k.Name)
}
