package alerts

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/source/web"
)

// The limits of one delivery.
const (
	postTime   = 30 * time.Second
	answerMax  = 64 << 10 // bytes of a receiver's answer that are read
	headersMax = 32 << 10
	keyMin     = 24 // bytes of a key that signs
	keyMax     = 64
)

// message is the body of a webhook's request.
type message struct {
	ID    string `json:"message"`
	Alert string `json:"alert"`
	Test  bool   `json:"test,omitempty"`
	News  []News `json:"news"`
}

// key reads a signing key: whsec_ and base64, as Standard Webhooks has it.
func key(s string) ([]byte, error) {
	b, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, "whsec_"))
	if err != nil || len(b) < keyMin || len(b) > keyMax {
		return nil, fmt.Errorf("the key is not %d to %d bytes in base64 after whsec_: make one with 'openssl rand -base64 32'", keyMin, keyMax)
	}
	return b, nil
}

// sign is the signature of Standard Webhooks 1.0: HMAC-SHA256 of id, time and body.
func sign(key []byte, id string, at time.Time, body []byte) string {
	h := hmac.New(sha256.New, key)
	fmt.Fprintf(h, "%s.%d.%s", id, at.Unix(), body)
	return "v1," + base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// post sends a message to an alert's webhook. Only an answer of 2xx takes it; redirects are not followed, as they would lead a signed message elsewhere.
func (r *Runner) post(ctx context.Context, c *Config, a *Alert, m message) error {
	secret, err := c.secret(a.Webhook.SecretFile)
	if err != nil {
		return fmt.Errorf("secret_file: %w", err)
	}
	k, err := key(secret)
	if err != nil {
		return fmt.Errorf("secret_file %s: %w", a.Webhook.SecretFile, err)
	}
	body, err := encode(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, postTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.Webhook.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	now := r.Now()
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", web.Product+"/"+r.Version)
	req.Header.Set("Webhook-Id", m.ID)
	req.Header.Set("Webhook-Timestamp", strconv.FormatInt(now.Unix(), 10))
	req.Header.Set("Webhook-Signature", sign(k, m.ID, now, body))
	dialer := web.Dialer(web.Config{Allow: c.Webhook.Allow, Ports: c.Webhook.Ports})
	t := &http.Transport{
		Proxy: nil, DialContext: dialer.DialContext, TLSHandshakeTimeout: web.Defaults.Connect, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12},
		ResponseHeaderTimeout: postTime, MaxResponseHeaderBytes: headersMax, DisableKeepAlives: true, DisableCompression: true,
	}
	res, err := t.RoundTrip(req)
	if err != nil {
		return fmt.Errorf("post to %s: %w", a.Webhook.URL, err)
	}
	defer res.Body.Close()
	io.Copy(io.Discard, io.LimitReader(res.Body, answerMax)) // what it says beside its status does not matter
	if res.StatusCode >= 200 && res.StatusCode < 300 {
		return nil
	}
	err = fmt.Errorf("%s answers %d %s", a.Webhook.URL, res.StatusCode, http.StatusText(res.StatusCode))
	return refusal{err, (&web.Response{Retry: res.Header.Get("Retry-After")}).RetryAfter(now), res.StatusCode == http.StatusGone}
}

// encode writes JSON with all letters as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// Unwrap gives the cause.
func (r refusal) Unwrap() error { return r.error }

var errNoTLS = errors.New("the server offers no STARTTLS: set security to tls or, inside one's own network, to none")
