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

/* Features of a language's surface. */
enum {
	LANG_SLASHES = 1 << 0,    /* A comment from two slashes to the line's end. */
	LANG_HASH = 1 << 1,       /* A comment from a number sign to the line's end. */
	LANG_STAR = 1 << 2,       /* A comment between slash-star and star-slash. */
	LANG_TRIPLE = 1 << 3,     /* Strings between three quotes. */
	LANG_BACKTICK = 1 << 4,   /* Strings between backticks, over many lines. */
	LANG_TICK_CHAR = 1 << 5,  /* A single quote holds a character, or is none where it does not close. */
	LANG_VERBATIM = 1 << 6,   /* @"..." with doubled quotes. */
	LANG_ANGLE_HASH = 1 << 7, /* A comment between <# and #>, and here-strings @" "@. */
	LANG_NO_CASE = 1 << 8,    /* Names are the same in either case. */
	LANG_NO_ESCAPE = 1 << 9,  /* A backslash in a string is a backslash. */
	LANG_PREPROCESSOR = 1 << 10 /* A line that begins with a number sign is a directive. */
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

/* lang_is_word(s): Whether ${s} is a word of the languages themselves ("while", "def"), in any of them. */
bool lang_is_word(struct str s);

#endif
