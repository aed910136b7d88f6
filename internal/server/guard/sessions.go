package guard

import (
	"crypto/subtle"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// The limits of sessions.
const (
	sessionTime = 12 * time.Hour
	sessionsMax = 10_000
)

// session is a token handed in once. It lives in memory: a restart ends all.
type session struct {
	token string // the hash of its token: with the token it ends
	csrf  string
	until time.Time
}

type sessions struct {
	now func() time.Time
	mu  sync.Mutex
	all map[string]session // by the hash of the cookie's value
}

func newSessions(now func() time.Time) *sessions {
	return &sessions{now: now, all: map[string]session{}}
}

func (ss *sessions) find(cookie string) (session, bool) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	s, ok := ss.all[hash(cookie)]
	return s, ok && ss.now().Before(s.until)
}

// begin makes a session of a token. Where there are too many, those that have ended go, and then the oldest.
func (ss *sessions) begin(token string) (cookie string, s session) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	now := ss.now()
	for len(ss.all) >= sessionsMax {
		oldest, at := "", now.Add(sessionTime)
		for k, s := range ss.all {
			if !now.Before(s.until) {
				delete(ss.all, k)
			} else if s.until.Before(at) || oldest == "" {
				oldest, at = k, s.until
			}
		}
		if len(ss.all) >= sessionsMax {
			delete(ss.all, oldest)
		}
	}
	cookie = secret()
	s = session{token: token, csrf: secret(), until: now.Add(sessionTime)}
	ss.all[hash(cookie)] = s
	return cookie, s
}

func (ss *sessions) end(cookie string) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	delete(ss.all, hash(cookie))
}

// cookie is the name of the cookie: browsers hold the first to TLS and this host alone.
func (g *Guard) cookie(r *http.Request) string {
	if g.secure(r) {
		return "__Host-bakhar_session"
	}
	return "bakhar_session"
}

// Login makes a session of a token and gives it to the browser. It tells who that is, and whether the token is one.
func (g *Guard) Login(w http.Header, r *http.Request, token string) (Who, bool) {
	t, ok := g.Tokens.Find(token)
	if !ok {
		return From(r.Context()), false
	}
	value, s := g.sessions.begin(t.Hash)
	w.Add("Set-Cookie", (&http.Cookie{Name: g.cookie(r), Value: value, Path: "/", Expires: s.until, HttpOnly: true, Secure: g.secure(r), SameSite: http.SameSiteStrictMode}).String())
	return Who{Role: t.Role, Name: t.Name, CSRF: s.csrf, Until: s.until, From: From(r.Context()).From}, true
}

// Logout ends the session of a request, if there is one, and tells who asks without it.
func (g *Guard) Logout(w http.Header, r *http.Request) Who {
	who := From(r.Context())
	if who.cookie == "" {
		return who
	}
	g.sessions.end(who.cookie)
	w.Add("Set-Cookie", (&http.Cookie{Name: g.cookie(r), Path: "/", MaxAge: -1, HttpOnly: true, Secure: g.secure(r), SameSite: http.SameSiteStrictMode}).String())
	bare := r.Clone(r.Context())
	bare.Header.Del("Cookie")
	who, _ = g.identify(bare, Who{From: who.From})
	return who
}

// same compares secrets in a time that tells nothing of them.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// clientsMax is how many clients' rates are remembered.
const clientsMax = 50_000

// rates holds each client to a rate.
type rates struct {
	limit rate.Limit
	burst int
	now   func() time.Time
	mu    sync.Mutex
	all   map[string]*rate.Limiter
}

func newRates(perSecond float64, now func() time.Time) *rates {
	return &rates{limit: rate.Limit(perSecond), burst: max(1, int(perSecond*burstSeconds)), now: now, all: map[string]*rate.Limiter{}}
}

// allow counts one request of a client. Where there are too many clients, those that have asked nothing of late are forgotten, and if all
// have, all are: a limit that forgets is better than one that fills memory.
func (rs *rates) allow(client string) bool {
	if rs.limit < 0 {
		return true
	}
	rs.mu.Lock()
	defer rs.mu.Unlock()
	now := rs.now()
	l := rs.all[client]
	if l == nil {
		if len(rs.all) >= clientsMax {
			for k, old := range rs.all {
				if old.TokensAt(now) >= float64(rs.burst) {
					delete(rs.all, k)
				}
			}
			if len(rs.all) >= clientsMax {
				clear(rs.all)
			}
		}
		l = rate.NewLimiter(rs.limit, rs.burst)
		rs.all[client] = l
	}
	return l.AllowN(now, 1)
}
