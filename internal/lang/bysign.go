package lang

// bySign keeps phrases by the sign of the word that stands beside the one they are kept with, so that where many begin or end alike only
// those are looked at that may stand there.
type bySign[T any] struct {
	from [SignBits + 2]uint32 // where those for each bit begin, and after the bits those that fit beside any word
	all  []T
}

// bySignMin is from how many phrases on an index is worth its memory.
const bySignMin = 6

// newBySign indexes phrases, kept in their order; sign is 0 of one that any word may stand beside. It gives nil for a few.
func newBySign[T any](phrases []T, sign func(*T) Sign) *bySign[T] {
	if len(phrases) < bySignMin {
		return nil
	}
	x := &bySign[T]{}
	for bit := range SignBits + 1 {
		x.from[bit] = uint32(len(x.all))
		for i := range phrases {
			if s := sign(&phrases[i]); s == 0 || bit < SignBits && s>>bit&1 != 0 {
				x.all = append(x.all, phrases[i])
			}
		}
	}
	x.from[SignBits+1] = uint32(len(x.all))
	return x
}

// beside gives those that may stand beside a word of this sign; 0 is no word.
func (x *bySign[T]) beside(word Sign) []T {
	bit := word.Bit()
	return x.all[x.from[bit]:x.from[bit+1]]
}

// OpensBefore gives the phrases of Opens, but for those whose second word cannot be one of this sign, that of the word behind; 0 is none.
func (w *Word) OpensBefore(next Sign) []*Entry {
	if next != 0 && w.seconds&next == 0 {
		return nil
	}
	if w.opens == nil {
		return w.Opens
	}
	return w.opens.beside(next)
}

// EndsAfter gives the phrases of Ends, but for those whose last word but one cannot be one of this sign, that of the word before.
func (w *Word) EndsAfter(before Sign) []Ending {
	if w.ends == nil {
		return w.Ends
	}
	return w.ends.beside(before)
}
