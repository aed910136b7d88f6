// Command bakhar reads news in Marathi, Hindi and English and writes down who did what to whom.
package main

import (
	"os"

	"github.com/bakhar/bakhar/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
