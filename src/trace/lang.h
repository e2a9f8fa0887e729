/*
 * What a lexer must know of a language: how comments and strings look and
 * which words are the language's own.  The table is small on purpose: specimens
 * are fragments that often do not parse, so the lexer needs no grammar, only
 * never to take a comment for code or a string for names.
 */
#ifndef TRACE_LANG_H
#define TRACE_LANG_H

#include "base/str.h"

enum lang {
	LANG_OTHER, /* Anything that no other row names: comments of the C family and of shells. */
	LANG_C,     /* C, C++, Objective-C. */
	LANG_JAVA,  /* Java, Kotlin, Scala. */
	LANG_CSHARP,
	LANG_GO,
	LANG_RUST,
	LANG_JS, /* JavaScript and TypeScript. */
	LANG_PYTHON,
	LANG_RUBY,
	LANG_PHP,
	LANG_POWERSHELL,
	LANG_SHELL,
	LANG_HTTP,  /* Requests and the lines of logs: no comments, a line is a statement. */
	LANG_PROSE, /* Text for people: all of it is comment. */
	LANG_N
};

/* Features of a language's surface; what its strings look like stands in lex_string.c. */
enum {
	LANG_SLASHES = 1 << 0,    /* A comment from two slashes to the line's end. */
	LANG_HASH = 1 << 1,       /* A comment from a number sign to the line's end; */
	LANG_HASH_WORD = 1 << 2,  /* of that only where a word could begin. */
	LANG_STAR = 1 << 3,       /* A comment between slash-star and star-slash; */
	LANG_NESTED = 1 << 4,     /* of that one within another. */
	LANG_TICK_CHAR = 1 << 5,  /* A single quote holds a character, or is none where it does not close. */
	LANG_ANGLE_HASH = 1 << 6, /* A comment between <# and #>. */
	LANG_NO_CASE = 1 << 7,    /* Names are the same in either case; */
	LANG_WORD_CASE = 1 << 8,  /* the language's own words are. */
	LANG_OCTAL = 1 << 9,      /* 0755 is octal. */
	LANG_REGEX = 1 << 10,     /* Slashes around a regular expression, where an operand could begin. */
	LANG_LAYOUT = 1 << 11     /* Lines' ends and indentation mean something, outside brackets. */
};

struct lang_facts {
	const char *name;     /* "c", "java", ...: as output prints it. */
	const char *suffixes; /* Blank-separated, of file names. */
	unsigned flags;
};
extern const struct lang_facts lang_facts[LANG_N];

/*
 * lang_of(name, text): The language of a file called ${name} that begins with
 * ${text}: by the suffix, else by a "#!" line or the shape of an HTTP request,
 * else LANG_OTHER or, where hardly any punctuation of programs stands in it, LANG_PROSE.
 */
enum lang lang_of(struct str name, struct str text);

/*
 * lang_word(s, fold): If ${s} is a word of the languages themselves ("while", "def"), in any of them, and, with
 * ${fold}, in either case: the word, as it is mostly written; else an empty view.
 */
struct str lang_word(struct str s, bool fold);

#endif
