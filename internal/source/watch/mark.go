package watch

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
)

// Mark is what is remembered of one item.
type Mark struct {
	ID      uint64 // hash of its identity
	Version uint32 // hash of what the feed tells of it
	Tries   uint8  // to get its page, so far
	Changes uint8  // times that it was handed over again
	Done    bool   // it was handed over, or cannot be
}

// Marks are written packed: ten thousand feeds have a million of them.
type Marks []Mark

// markBytes is the size of a packed mark.
const markBytes = 8 + 4 + 1 + 1 + 1

// MarshalJSON writes the marks as one string.
func (ms Marks) MarshalJSON() ([]byte, error) {
	data := make([]byte, 0, len(ms)*markBytes)
	for _, m := range ms {
		done := byte(0)
		if m.Done {
			done = 1
		}
		data = binary.LittleEndian.AppendUint64(data, m.ID)
		data = binary.LittleEndian.AppendUint32(data, m.Version)
		data = append(data, m.Tries, m.Changes, done)
	}
	return json.Marshal(base64.StdEncoding.EncodeToString(data))
}

// UnmarshalJSON reads what MarshalJSON has written.
func (ms *Marks) UnmarshalJSON(text []byte) error {
	var s string
	if err := json.Unmarshal(text, &s); err != nil {
		return fmt.Errorf("marks: %w", err)
	}
	data, err := base64.StdEncoding.DecodeString(s)
	if err != nil || len(data)%markBytes != 0 {
		return fmt.Errorf("marks: %d bytes that are none", len(s))
	}
	*ms = make(Marks, 0, len(data)/markBytes)
	for m := range slices.Chunk(data, markBytes) {
		*ms = append(*ms, Mark{binary.LittleEndian.Uint64(m), binary.LittleEndian.Uint32(m[8:]), m[12], m[13], m[14] != 0})
	}
	return nil
}

// mark changes the mark of an item. What cannot be had yet has no version, so that it counts as new.
func (s *FeedState) mark(it item, change func(*Mark)) {
	i := slices.IndexFunc(s.Seen, func(m Mark) bool { return m.ID == it.id })
	if i < 0 {
		i = len(s.Seen)
		s.Seen = append(s.Seen, Mark{ID: it.id})
	}
	m := &s.Seen[i]
	change(m)
	if m.Tries == 0 {
		m.Version = it.version
	}
}

// trim keeps the marks of what the feed has now, then the latest of what it had; as many as may be, where only a part of it was read.
func (s *FeedState) trim(items []item, part bool) {
	now := make(map[uint64]bool, len(items))
	for _, it := range items {
		now[it.id] = true
	}
	slices.SortStableFunc(s.Seen, func(a, b Mark) int {
		if now[a.ID] == now[b.ID] {
			return 0
		} else if now[a.ID] {
			return -1
		}
		return 1
	})
	keep := seenMax
	if !part {
		keep = min(2*len(items)+seenMin, seenMax)
	}
	if len(s.Seen) > keep {
		s.Seen = slices.Clone(s.Seen[:keep])
	}
}
