package alerts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/query"
	"github.com/bakhar/bakhar/internal/ui"
)

// Config is the file of alerts (docs/alerts.md), JSON.
type Config struct {
	Page    string        `json:"page,omitempty"`   // the address of the web interface, for links
	Zone    string        `json:"zone,omitempty"`   // IANA name of the zone in which digests have their hour; UTC where empty
	Webhook WebhookConfig `json:"webhook,omitzero"` // for all webhooks
	SMTP    SMTPConfig    `json:"smtp,omitzero"`    // for all mail
	Alerts  []Alert       `json:"alerts"`           // in the order of names

	zone *time.Location
	dir  string // of the file: paths in it are counted from there
}

// WebhookConfig is what webhooks may reach beside public addresses on ports 80 and 443.
type WebhookConfig struct {
	Allow []netip.Prefix `json:"allow,omitempty"` // special addresses, as 10.0.0.0/8
	Ports []uint16       `json:"ports,omitempty"`
}

// SMTPConfig is the server that takes our mail.
type SMTPConfig struct {
	Server       string `json:"server,omitempty"` // host:port
	From         string `json:"from,omitempty"`   // an address, with or without a name
	User         string `json:"user,omitempty"`
	PasswordFile string `json:"password_file,omitempty"`
	Security     string `json:"security,omitempty"` // starttls (where empty), tls, none
}

// Alert is a saved query and where its news go.
type Alert struct {
	Name    string      `json:"name"` // letters, digits, - and _
	Query   query.Query `json:"query"`
	Tell    []string    `json:"tell,omitempty"` // events, disagreements; both where empty
	Feed    string      `json:"feed,omitempty"` // file
	Webhook *Webhook    `json:"webhook,omitempty"`
	Mail    *Mail       `json:"mail,omitempty"`
	// Language is that of the words around what is told by feed and mail: types, what accounts differ on. Where it is empty they are English, and types are PLOVER's codes.
	Language string `json:"language,omitempty"`
}

// Webhook is an address that takes news by POST.
type Webhook struct {
	URL        string `json:"url"`
	SecretFile string `json:"secret_file"` // holds the key that signs messages: 24 to 64 bytes, as whsec_ and base64
}

// Mail is who gets news by mail.
type Mail struct {
	To     []string `json:"to"`
	Digest string   `json:"digest,omitempty"` // HH:MM: all news of a day in one message at that hour; at once where empty
}

// What an alert may tell.
const (
	TellEvents        = "events"
	TellDisagreements = "disagreements"
)

// The ways by which news go out.
const (
	Feed     = "feed"
	ByHook   = "webhook"
	ByMail   = "mail"
	alertMax = 500     // alerts of one file
	fileMax  = 4 << 20 // bytes of it
	toMax    = 50      // receivers of an alert's mail
)

var nameForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$`)

// Read reads and checks the file of alerts. The error lists all that is wrong.
func Read(file string) (*Config, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, fileMax+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	if len(data) > fileMax {
		return nil, fmt.Errorf("%s: more than %d bytes", file, fileMax)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	c := &Config{}
	if err := dec.Decode(c); err != nil {
		return nil, fmt.Errorf("%s: at byte %d: %w", file, dec.InputOffset(), err)
	}
	c.dir = filepath.Dir(file)
	if err := c.Check(); err != nil {
		return nil, fmt.Errorf("%s:\n%w", file, err)
	}
	return c, nil
}

// Write writes the file of alerts anew, whole or not at all.
func (c *Config) Write(file string) error {
	slices.SortFunc(c.Alerts, func(a, b Alert) int { return strings.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(c); err != nil {
		return err
	}
	return replace(file, b.Bytes(), 0o600)
}

// replace puts a file in the place of another, so that a reader sees the one or the other.
func replace(file string, data []byte, mode os.FileMode) error {
	tmp, err := os.CreateTemp(filepath.Dir(file), ".bakhar-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Chmod(mode), tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	return err
}

// Check says what is wrong with alerts, all of it.
func (c *Config) Check() error {
	var errs []error
	wrong := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	var err error
	if c.zone, err = time.LoadLocation(c.Zone); err != nil {
		wrong("zone: %q is no zone such as Asia/Kolkata", c.Zone)
	}
	if c.Page = strings.TrimRight(c.Page, "/"); c.Page != "" && !isWeb(c.Page) {
		wrong("page: %q is no address of a web interface, such as https://chronicle.example.org", c.Page)
	}
	if len(c.Alerts) > alertMax {
		wrong("%d alerts, the most is %d", len(c.Alerts), alertMax)
	}
	mails := false
	seen := map[string]bool{}
	for i := range c.Alerts {
		a := &c.Alerts[i]
		if err := a.check(); err != nil {
			wrong("alert %.80q: %w", a.Name, err)
		}
		if seen[a.Name] {
			wrong("alert %q: there are two of this name", a.Name)
		}
		seen[a.Name] = true
		mails = mails || a.Mail != nil
	}
	if mails || c.SMTP.Server != "" {
		if err := c.SMTP.check(); err != nil {
			wrong("smtp: %w", err)
		}
	}
	return errors.Join(errs...)
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil
}

func (a *Alert) check() error {
	var errs []error
	wrong := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if !nameForm.MatchString(a.Name) {
		wrong("name: 1 to 64 letters, digits, - and _, such as hormuz-tankers")
	}
	if _, err := a.Query.Filter(); err != nil {
		wrong("query: %w", err)
	}
	if a.Query.Order != "" || a.Query.After != "" || a.Query.Limit != 0 {
		wrong("query: order, after and limit mean nothing in an alert")
	}
	for _, t := range a.Tell {
		if t != TellEvents && t != TellDisagreements {
			wrong("tell: %.40q is none of %s, %s", t, TellEvents, TellDisagreements)
		}
	}
	if a.Language != "" && !slices.Contains(ui.Languages(), a.Language) {
		wrong("language: %.20q is none of %s", a.Language, strings.Join(ui.Languages(), ", "))
	}
	if len(a.Targets()) == 0 {
		wrong("nobody hears of it: give it a feed, a webhook or mail")
	}
	if w := a.Webhook; w != nil {
		if !isWeb(w.URL) {
			wrong("webhook: %.100q is no address such as https://example.org/hook", w.URL)
		}
		if w.SecretFile == "" {
			wrong("webhook: secret_file is missing: a file with the key that signs messages")
		}
	}
	if m := a.Mail; m != nil {
		if len(m.To) == 0 || len(m.To) > toMax {
			wrong("mail: %d receivers, 1 to %d are taken", len(m.To), toMax)
		}
		for _, to := range m.To {
			if _, err := mail.ParseAddress(to); err != nil || strings.ContainsAny(to, "\r\n") {
				wrong("mail: %.100q is no address", to)
			}
		}
		if _, err := time.Parse("15:04", m.Digest); m.Digest != "" && err != nil {
			wrong("mail: digest: %.20q is no hour such as 18:30", m.Digest)
		}
	}
	return errors.Join(errs...)
}

// Targets are the ways by which an alert's news go out.
func (a *Alert) Targets() []string {
	var out []string
	if a.Feed != "" {
		out = append(out, Feed)
	}
	if a.Webhook != nil {
		out = append(out, ByHook)
	}
	if a.Mail != nil {
		out = append(out, ByMail)
	}
	return out
}

func (a *Alert) tells(what string) bool { return len(a.Tell) == 0 || slices.Contains(a.Tell, what) }

func (s *SMTPConfig) check() error {
	var errs []error
	if host, port, ok := strings.Cut(s.Server, ":"); !ok || host == "" || port == "" {
		errs = append(errs, fmt.Errorf("server: %q is no address such as mail.example.org:587", s.Server))
	}
	if _, err := mail.ParseAddress(s.From); err != nil {
		errs = append(errs, fmt.Errorf("from: %q is no address", s.From))
	}
	if !slices.Contains([]string{"", "starttls", "tls", "none"}, s.Security) {
		errs = append(errs, fmt.Errorf("security: %q is none of starttls, tls, none", s.Security))
	}
	if s.User != "" && s.PasswordFile == "" {
		errs = append(errs, errors.New("password_file is missing beside user"))
	}
	if s.User != "" && s.Security == "none" {
		errs = append(errs, errors.New("a password is not sent over a connection that anybody can read: security: starttls or tls"))
	}
	return errors.Join(errs...)
}

// path gives a path of the file of alerts, counted from its folder.
func (c *Config) path(p string) string {
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(c.dir, p)
}

// secret reads a file that holds nothing but a key or password.
func (c *Config) secret(p string) (string, error) {
	data, err := os.ReadFile(c.path(p))
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(data)), nil
}
