package lang

import "math/bits"

// Sign is a set of words, by a bit that many words share: where a word's bit is missing the word is not in the set, where it is there it may
// be. Most fixed phrases do not match at most places, and their signs tell so without a look at their words.
type Sign uint64

// SignBits is how many signs words are told by.
const SignBits = 64

// Bit is the number of the sign of one word; SignBits of no word.
func (s Sign) Bit() int { return bits.TrailingZeros64(uint64(s)) }

// signOf is the bit of one folded word.
func signOf(word string) Sign {
	h := uint32(2166136261) // FNV-1a
	for i := 0; i < len(word); i++ {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return 1 << (h >> 26)
}

// sign notes the words of a phrase: those that can only stand as they are written.
func (e *Entry) sign() {
	if len(e.Toks) < 2 {
		return
	}
	literal := func(k int) Sign {
		if e.Any[k] {
			return 0
		}
		return signOf(e.Toks[k])
	}
	e.Second = literal(1)
	e.Before = literal(len(e.Toks) - 2)
	for k := range e.Toks {
		if k != e.Head {
			e.Rest |= literal(k)
		}
	}
}
