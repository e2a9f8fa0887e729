// verify checks a record and its receipts with Go's packages for transparency
// logs, which know nothing of athar:
//
//	verify record DIR          the folder record/ of a case
//	verify receipt PROOF VKEY ENTRY
//	verify tree PROOF VKEY OLD     a consistency proof from the checkpoint OLD
//	verify trees < LINES           each line: OLDSIZE OLDROOT SIZE ROOT [HASH...], in hex;
//	                               answers a line each, 1 or 0
//
// It prints one line and exits 1 on any fault.
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// openCheckpoint checks the signature of a checkpoint and reads its three lines.
func openCheckpoint(msg []byte, vkey string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(strings.TrimSpace(vkey))
	if err != nil {
		return tlog.Tree{}, err
	}
	n, err := note.Open(msg, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s: %q", verifier.Name(), n.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, fmt.Errorf("a root hash of %d bytes", len(root))
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree, nil
}

// tiles reads tile files as c2sp.org/tlog-tiles lays them out.
type tiles struct {
	dir string
}

func (t tiles) Height() int                     { return height }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(ts []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, tile := range ts {
		data, err := t.read(tile)
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", path(tile), len(data))
		}
		out = append(out, data)
	}
	return out, nil
}

// path is the tile's path without the height that sumdb has in it; level -1 holds entries.
func path(tile tlog.Tile) string {
	p := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tile.H))
	return "tile/" + strings.Replace(p, "data/", "entries/", 1)
}

func (t tiles) read(tile tlog.Tile) ([]byte, error) {
	return os.ReadFile(filepath.Join(t.dir, path(tile)))
}

// entries cuts a bundle into its entries.
func entries(data []byte) ([][]byte, error) {
	var out [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, errors.New("a bundle is cut")
		}
		n := int(binary.BigEndian.Uint16(data))
		out = append(out, data[2:2+n])
		data = data[2+n:]
	}
	return out, nil
}

// checkBundle proves every entry of one bundle against the tree.
func checkBundle(tree tlog.Tree, t tiles, hashes tlog.HashReader, bundle int64) error {
	width := tree.N - bundle<<height
	if width > 1<<height {
		width = 1 << height
	}
	tile := tlog.Tile{H: height, L: -1, N: bundle, W: int(width)}
	data, err := t.read(tile)
	if err != nil {
		return err
	}
	list, err := entries(data)
	if err != nil || int64(len(list)) != width {
		return fmt.Errorf("%s holds %d entries (%v)", path(tile), len(list), err)
	}
	for i, entry := range list {
		number := bundle<<height + int64(i)
		proof, err := tlog.ProveRecord(tree.N, number, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, number, tlog.RecordHash(entry)); err != nil {
			return fmt.Errorf("entry %d: %v", number, err)
		}
	}
	return nil
}

// checkTiles compares every tile file that the tree's size asks for with the hashes that were proven.
func checkTiles(tree tlog.Tree, t tiles, hashes tlog.HashReader) error {
	for _, tile := range tlog.NewTiles(height, 0, tree.N) {
		count := tree.N >> (height * uint(tile.L))
		if rest := count - tile.N<<height; tile.W != 1<<height && int64(tile.W) != rest {
			continue // A partial tile of an older checkpoint.
		}
		want, err := tlog.ReadTileData(tile, hashes)
		if err != nil {
			return err
		}
		got, err := t.read(tile)
		if err != nil || !bytes.Equal(got, want) {
			return fmt.Errorf("%s is not what it must be (%v)", path(tile), err)
		}
	}
	return nil
}

func checkRecord(dir string) (string, error) {
	vkey, err := os.ReadFile(filepath.Join(dir, "vkey"))
	if err != nil {
		return "", err
	}
	msg, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return "", err
	}
	tree, err := openCheckpoint(msg, string(vkey))
	if err != nil {
		return "", err
	}
	if tree.N == 0 { // Go's package has no hash for an empty tree.
		if tree.Hash != sha256.Sum256(nil) {
			return "", errors.New("not the root of an empty tree")
		}
		return "sound, empty", nil
	}
	t := tiles{dir}
	hashes := tlog.TileHashReader(tree, t)
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil || root != tree.Hash {
		return "", fmt.Errorf("the tiles lead to another root (%v)", err)
	}
	for bundle := int64(0); bundle<<height < tree.N; bundle++ {
		if err := checkBundle(tree, t, hashes, bundle); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("sound, %d entries", tree.N), checkTiles(tree, t, hashes)
}

// parseProof reads the lines of a c2sp.org/tlog-proof above its checkpoint.
func parseProof(text string) (index int64, proof tlog.RecordProof, checkpoint string, err error) {
	head, checkpoint, ok := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return 0, nil, "", errors.New("not a tlog-proof")
	}
	if index, err = strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64); err != nil {
		return 0, nil, "", err
	}
	for _, line := range lines[2:] {
		var h tlog.Hash
		b, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(b) != len(h) {
			return 0, nil, "", fmt.Errorf("not a hash: %q", line)
		}
		copy(h[:], b)
		proof = append(proof, h)
	}
	return index, proof, checkpoint, nil
}

func checkReceipt(proofFile, vkeyFile, entryFile string) (string, error) {
	var data [3][]byte
	for i, name := range []string{proofFile, vkeyFile, entryFile} {
		var err error
		if data[i], err = os.ReadFile(name); err != nil {
			return "", err
		}
	}
	index, proof, checkpoint, err := parseProof(string(data[0]))
	if err != nil {
		return "", err
	}
	tree, err := openCheckpoint([]byte(checkpoint), string(data[1]))
	if err != nil {
		return "", err
	}
	err = tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(data[2]))
	return fmt.Sprintf("valid, entry %d of %d", index, tree.N), err
}

// cut splits a consistency proof (c2sp.org/tlog-witness) into its parts.
func cut(text string) (old int64, proof tlog.TreeProof, checkpoint string, err error) {
	head, checkpoint, ok := strings.Cut(text, "\n\n")
	if strings.HasPrefix(text, "old ") && !ok {
		return 0, nil, "", errors.New("no checkpoint")
	}
	lines := strings.Split(head, "\n")
	if !strings.HasPrefix(lines[0], "old ") {
		return 0, nil, "", errors.New("not a consistency proof")
	}
	if old, err = strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64); err != nil {
		return 0, nil, "", err
	}
	for _, line := range lines[1:] {
		var h tlog.Hash
		b, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(b) != len(h) {
			return 0, nil, "", fmt.Errorf("not a hash: %q", line)
		}
		copy(h[:], b)
		proof = append(proof, h)
	}
	return old, proof, checkpoint, nil
}

func checkTree(proofFile, vkeyFile, oldFile string) (string, error) {
	var data [3][]byte
	for i, name := range []string{proofFile, vkeyFile, oldFile} {
		var err error
		if data[i], err = os.ReadFile(name); err != nil {
			return "", err
		}
	}
	size, proof, checkpoint, err := cut(string(data[0]))
	if err != nil {
		return "", err
	}
	now, err := openCheckpoint([]byte(checkpoint), string(data[1]))
	if err != nil {
		return "", err
	}
	old, err := openCheckpoint(data[2], string(data[1]))
	if err != nil {
		return "", err
	}
	if old.N != size {
		return "", fmt.Errorf("the proof is from %d, the checkpoint has %d", size, old.N)
	}
	err = tlog.CheckTree(proof, now.N, now.Hash, old.N, old.Hash)
	return fmt.Sprintf("valid, %d extends %d", now.N, old.N), err
}

// checkTrees asks Go about many proofs at once.
func checkTrees() (string, error) {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	n := 0
	for ; in.Scan(); n++ {
		var hashes [][]byte
		var size [2]int64
		for i, field := range strings.Fields(in.Text()) {
			var err error
			if i == 0 || i == 2 {
				if size[i/2], err = strconv.ParseInt(field, 10, 64); err != nil {
					return "", err
				}
				continue
			}
			h, err := hex.DecodeString(field)
			if err != nil || len(h) != tlog.HashSize {
				return "", fmt.Errorf("not a hash: %q", field)
			}
			hashes = append(hashes, h)
		}
		var proof tlog.TreeProof
		for _, h := range hashes[2:] {
			proof = append(proof, tlog.Hash(*(*[tlog.HashSize]byte)(h)))
		}
		roots := [2]tlog.Hash{*(*[tlog.HashSize]byte)(hashes[0]), *(*[tlog.HashSize]byte)(hashes[1])}
		answer := 0
		if tlog.CheckTree(proof, size[1], roots[1], size[0], roots[0]) == nil {
			answer = 1
		}
		fmt.Fprintln(out, answer)
	}
	return fmt.Sprintf("%d proofs", n), in.Err()
}

func main() {
	var line string
	err := error(fs.ErrInvalid)
	switch {
	case len(os.Args) == 3 && os.Args[1] == "record":
		line, err = checkRecord(os.Args[2])
	case len(os.Args) == 5 && os.Args[1] == "receipt":
		line, err = checkReceipt(os.Args[2], os.Args[3], os.Args[4])
	case len(os.Args) == 5 && os.Args[1] == "tree":
		line, err = checkTree(os.Args[2], os.Args[3], os.Args[4])
	case len(os.Args) == 2 && os.Args[1] == "trees":
		line, err = checkTrees()
	}
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
	fmt.Println(line)
}
