package address

import "strings"

// plain reads an address that is written as the library would write it, as most are: 1 µs instead of 15. nil means that the library must look;
// FuzzClean holds the two against each other.
func plain(raw string) *page {
	scheme, rest, ok := strings.Cut(raw, "://")
	if !ok || scheme != "https" && scheme != "http" {
		return nil
	}
	rest, _, _ = strings.Cut(rest, "#")
	host, path, query := rest, "/", ""
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		host, path = rest[:i], rest[i:]
		path, query, _ = strings.Cut(path, "?")
		if path == "" {
			path = "/"
		}
	}
	if !plainName(host) || strings.Contains(path, "/.") || !written(path, "/-_.~+,;:@!$&'()*=") || !written(query, "/-_.~+,;:@!$&()*=?") {
		return nil
	}
	p := &page{scheme: scheme, host: host, path: path}
	p.params(query)
	return p
}

// plainName tells whether a host is a name in small ASCII letters: no number, no brackets, no port, nothing for IDNA to check.
func plainName(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if len(host) > 200 || len(last) < 2 || len(last) == len(host) || strings.Trim(last, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || len(label) > 60 || label[0] == '-' || label[len(label)-1] == '-' || strings.Contains(label, "--") {
			return false
		}
		for i := range len(label) {
			if c := label[i]; !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-') {
				return false
			}
		}
	}
	return true
}

// written tells whether s has only letters, digits, bytes that are percent-encoded for a reason, and those of marks.
func written(s, marks string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9':
		case c == '%':
			if i+2 >= len(s) || !hex(s[i+1]) || !hex(s[i+2]) || s[i+1] == '2' && (s[i+2] == 'e' || s[i+2] == 'E') { // %2e is a dot
				return false
			}
			i += 2
		case strings.IndexByte(marks, c) < 0:
			return false
		}
	}
	return true
}

func hex(c byte) bool { return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }
