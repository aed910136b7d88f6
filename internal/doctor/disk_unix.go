//go:build unix

package doctor

import "golang.org/x/sys/unix"

// freeDisk is how many bytes a user may still write where a folder lies.
func freeDisk(dir string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	// the fields' types differ between systems
	return int64(s.Bavail) * int64(s.Bsize), nil
}
