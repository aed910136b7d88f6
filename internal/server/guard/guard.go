// Package guard stands before the HTTP API: who asks, may they, and how much. It identifies a request by token, session cookie or the trust
// that one's own machine has, refuses what another site makes a reader's browser send, holds every client to a rate, every request to
// limits of size and time, and sets the headers that keep a browser from being turned against its user. What a role may do is told by those
// who put a handler behind Require; what the API answers is package server's.
//
// What it defends against: another site in the browser of somebody who is logged in, or whose own machine runs the server (cross-site requests,
// rebinding of a name to 127.0.0.1, frames, guessing from loads); a stranger on the network without a token; a stolen file of tokens, which
// holds hashes only; a client that asks too much. It does not encrypt: that is for a reverse proxy (docs/operating.md).
package guard

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/bakhar/bakhar/internal/server/wire"
)

// Role is what somebody may do. Each may do what those before it may.
type Role uint8

// The roles.
const (
	Nobody  Role = iota
	Reader       // read all
	Analyst      // correct
	Admin        // correct in another's name
)

var roles = [...]string{"none", "reader", "analyst", "admin"}

// String is the role's name.
func (r Role) String() string { return roles[r] }

// ParseRole reads the name of a role that a token may have.
func ParseRole(s string) (Role, bool) {
	for r := Reader; r <= Admin; r++ {
		if roles[r] == s {
			return r, true
		}
	}
	return Nobody, false
}

// Who is somebody who asks.
type Who struct {
	Role   Role
	Name   string    // of the token; empty without one
	Local  bool      // by trust in the own machine
	From   string    // the address that the request came from
	CSRF   string    // of a session: what the header must have
	Until  time.Time // of a session
	cookie string    // of a session: its key
}

type whoKey struct{}

// From gives who asks.
func From(ctx context.Context) Who {
	w, _ := ctx.Value(whoKey{}).(Who)
	return w
}

// Config says whom to trust, and how far. The zero values of limits are the defaults.
type Config struct {
	Tokens     *Tokens // nil: there are none
	TrustLocal bool    // on the own machine one is an analyst without a token
	Hosts      []string
	Proxies    []netip.Prefix // that tell by X-Forwarded-For for whom they ask
	Rate       float64        // requests a second that one client may go on making; below 0 without limit
	Now        func() time.Time
}

// The limits of requests.
const (
	RateDefault  = 50.0
	burstSeconds = 6       // of the rate may be asked at once
	BodyMax      = 1 << 20 // bytes of a request's body
	bodyTime     = 20 * time.Second
	answerTime   = 60 * time.Second // to write an answer that is no stream
)

// Guard holds requests to what it was told.
type Guard struct {
	Config
	sessions *sessions
	rates    *rates
	cross    *http.CrossOriginProtection
}

// New makes a guard.
func New(c Config) *Guard {
	if c.Rate == 0 {
		c.Rate = RateDefault
	}
	return &Guard{Config: c, sessions: newSessions(c.Now), rates: newRates(c.Rate, c.Now), cross: http.NewCrossOriginProtection()}
}

// API stands before the API: it knows who asks and refuses what nobody may. Which role a path needs, Require tells.
func (g *Guard) API(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		patience(w)
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
		g.headers(h, r)
		who := Who{From: g.client(r)}
		if !g.rates.allow(net64(who.From)) {
			h.Set("Retry-After", "1")
			wire.WriteProblem(w, http.StatusTooManyRequests, "too many requests from this address: wait a second, and ask for more at once with limit")
			return
		}
		if problem := g.foreign(r); problem != "" {
			wire.WriteProblem(w, http.StatusForbidden, problem)
			return
		}
		who, problem := g.identify(r, who)
		if problem != "" {
			h.Set("WWW-Authenticate", `Bearer realm="bakhar"`)
			wire.WriteProblem(w, http.StatusUnauthorized, problem)
			return
		}
		if problem := g.forged(r, who); problem != "" {
			wire.WriteProblem(w, http.StatusForbidden, problem)
			return
		}
		if status, problem := take(w, r); status != 0 {
			wire.WriteProblem(w, status, problem)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), whoKey{}, who)))
	})
}

// Pages stands before the web interface, which holds no data: only its headers and the host are looked after.
func (g *Guard) Pages(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		patience(w)
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
		g.headers(h, r)
		if !g.named(r.Host) {
			http.Error(w, hostProblem, http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// patience says until when an answer may be written. A deadline holds for the connection, over requests: so each sets its own.
func patience(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTime)) // a connection that knows no deadlines is a test's
}

// take reads the body, which is small, before anything is done: a deadline for reading must not outlive it, as net/http takes it for a reader who
// has gone away, and gives up all that this connection asks for later.
func take(w http.ResponseWriter, r *http.Request) (status int, problem string) {
	if r.Body == nil || r.Body == http.NoBody {
		return 0, ""
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(bodyTime))
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, BodyMax))
	_ = control.SetReadDeadline(time.Time{})
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge, fmt.Sprintf("the body has more than %d bytes", BodyMax)
	case err != nil:
		return http.StatusBadRequest, "the body broke off"
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(data)), int64(len(data))
	return 0, ""
}

// headers are those of every answer.
func (g *Guard) headers(h http.Header, r *http.Request) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	if g.secure(r) {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// Require lets a handler be asked only by those who have a role.
func Require(role Role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if status, problem := Refusal(From(r.Context()), role); status != 0 {
			if status == http.StatusUnauthorized {
				w.Header().Set("WWW-Authenticate", `Bearer realm="bakhar"`)
			}
			wire.WriteProblem(w, status, problem)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Refusal says why somebody may not do what a role may: a status of HTTP and what to mend, or 0.
func Refusal(who Who, role Role) (status int, problem string) {
	switch {
	case who.Role >= role:
		return 0, ""
	case who.Role == Nobody:
		return http.StatusUnauthorized, "this needs a token: send it as Authorization: Bearer TOKEN, or log in. bakhar token add makes one"
	case who.Local:
		return http.StatusForbidden, "on this machine one reads without a token; to correct, log in with an analyst's, or start the server with --trust-local"
	}
	return http.StatusForbidden, "the role of this token is " + who.Role.String() + "; this needs " + role.String()
}

const hostProblem = "this server does not go by that name: bakhar serve --host NAME says which names it has"

// foreign says what is wrong with a request that another site makes a browser send, or "".
func (g *Guard) foreign(r *http.Request) string {
	if !g.named(r.Host) {
		return hostProblem
	}
	if g.cross.Check(r) != nil {
		return "this was sent by a page of another site"
	}
	if r.Header.Get("Sec-Fetch-Site") == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate" {
		return "this was asked by a page of another site"
	}
	if changes(r) && r.ContentLength != 0 {
		if kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); !strings.EqualFold(strings.TrimSpace(kind), "application/json") {
			return "the body is to be JSON, with Content-Type: application/json"
		}
	}
	return ""
}

// changes tells whether a request may change anything.
func changes(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodOptions
}

// identify finds out who asks. A token that is none is told, whatever else there is: its owner wants to know.
func (g *Guard) identify(r *http.Request, who Who) (Who, string) {
	if auth := r.Header.Get("Authorization"); auth != "" {
		kind, token, _ := strings.Cut(auth, " ")
		if !strings.EqualFold(kind, "Bearer") {
			return who, "the header Authorization takes Bearer TOKEN"
		}
		t, ok := g.Tokens.Find(strings.TrimSpace(token))
		if !ok {
			return who, "this token is not known here, or was removed"
		}
		who.Role, who.Name = t.Role, t.Name
		return who, ""
	}
	if c, err := r.Cookie(g.cookie(r)); err == nil {
		if s, ok := g.sessions.find(c.Value); ok {
			if t, ok := g.Tokens.hashed(s.token); ok {
				who.Role, who.Name, who.CSRF, who.Until, who.cookie = t.Role, t.Name, s.csrf, s.until, c.Value
				return who, ""
			}
		}
	}
	if g.local(r) {
		who.Role, who.Local = Reader, true
		if g.TrustLocal {
			who.Role = Analyst
		}
	}
	return who, ""
}

// headerCSRF carries the secret of a session with what changes anything.
const headerCSRF = "X-CSRF-Token"

// forged says what is wrong with a change in the name of a session, or "".
func (g *Guard) forged(r *http.Request, who Who) string {
	if who.cookie == "" || !changes(r) || same(r.Header.Get(headerCSRF), who.CSRF) {
		return ""
	}
	return "the header " + headerCSRF + " is to have the value csrf of GET /session"
}

// local tells whether a request comes from the own machine, asked for by one of its own names, through no proxy: a name that another site has made
// mean 127.0.0.1 is no name of this machine, and whoever comes through a proxy is somewhere else.
func (g *Guard) local(r *http.Request) bool {
	if r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" || r.Header.Get("X-Real-Ip") != "" {
		return false
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !peer.Addr().Unmap().IsLoopback() {
		return false
	}
	name := hostOf(r.Host)
	addr, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && addr.IsLoopback()
}

// named tells whether a host is one of the server's: localhost, an address (a name can be made to mean this machine, an address cannot), or
// a name that it was told.
func (g *Guard) named(host string) bool {
	name := hostOf(host)
	if _, err := netip.ParseAddr(name); err == nil || name == "localhost" {
		return true
	}
	for _, h := range g.Hosts {
		if strings.EqualFold(h, name) {
			return true
		}
	}
	return false
}

// hostOf is the name or address of a Host header without its port.
func hostOf(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// client is the address that a request is for: that of the peer, or where the peer is a proxy that is trusted, the last address in
// X-Forwarded-For that is none.
func (g *Guard) client(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	addr := peer.Addr().Unmap()
	list := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(list) - 1; i >= 0 && g.proxy(addr); i-- {
		next, err := netip.ParseAddr(strings.TrimSpace(list[i]))
		if err != nil {
			break
		}
		addr = next.Unmap()
	}
	return addr.String()
}

// net64 is what counts as one client: an address, or of IPv6 the network of 64 bits, of which one client has all addresses.
func net64(from string) string {
	a, err := netip.ParseAddr(from)
	if err != nil || a.Is4() {
		return from
	}
	p, _ := a.WithZone("").Prefix(64)
	return p.String()
}

func (g *Guard) proxy(a netip.Addr) bool {
	for _, p := range g.Proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// secure tells whether the reader's browser speaks TLS, by this server or by a proxy that is trusted.
func (g *Guard) secure(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	return r.TLS != nil || err == nil && g.proxy(peer.Addr().Unmap()) && r.Header.Get("X-Forwarded-Proto") == "https"
}

// secretBytes is how many random bytes tokens and sessions have.
const secretBytes = 32

// secret makes a random string.
func secret() string {
	b := make([]byte, secretBytes)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
