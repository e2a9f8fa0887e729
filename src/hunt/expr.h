/*
 * A rule's condition, compiled: a tree of and, or and not over questions to
 * one field each.  Detections that a condition names twice are shared, so it
 * may be a graph, but never one with circles.  Everything lives in the rule
 * set's arena, the compiled regular expressions beside it, and nothing changes
 * once the set is compiled.
 */
#ifndef HUNT_EXPR_H
#define HUNT_EXPR_H

#include <netinet/in.h>
#include <pcre2.h>

#include "hunt/pattern.h"
#include "hunt/rule.h"

#define EXPR_LINE       UINT16_MAX       /* In place of a field's number: the whole line. */
#define EXPR_WEIGHT_MAX ((size_t)200000) /* Questions that one row may cost at most. */

enum expr_kind {
	EXPR_AND,
	EXPR_OR,
	EXPR_NOT,
	EXPR_TEXT,    /* The value is as the pattern says. */
	EXPR_REGEX,   /* The value holds a match of the regular expression. */
	EXPR_COMPARE, /* The value is a number, smaller or larger than ours. */
	EXPR_CIDR,    /* The value is an address in the network. */
	EXPR_NULL,    /* There is no such field, or it is empty: a text log cannot tell these apart. */
	EXPR_EXISTS,  /* There is such a field, whatever its value. */
	EXPR_REF      /* The value is, or holds, or begins or ends with, that of another field. */
};

enum expr_order { EXPR_LT, EXPR_LTE, EXPR_GT, EXPR_GTE };

/* A decimal number: exact where it is an integer of 64 bits. */
struct number {
	bool integer;
	int64_t i;
	double d;
};

/* An IPv6 network; IPv4 lies in ::ffff:0:0/96. */
struct network {
	struct in6_addr addr;
	unsigned bits;
};

struct expr {
	enum expr_kind kind;
	uint16_t field;     /* Of questions: a number, or EXPR_LINE. */
	unsigned cost;      /* How dear it is to ask, to ask the cheap ones first. */
	size_t weight;      /* Questions from here down, shared ones counted as often as they stand. */
	struct str literal; /* Of TEXT and REGEX: see literal.h; empty where there is none. */
	union {
		struct {
			struct expr **kid; /* AND, OR; NOT has one. */
			size_t n;
		} of;
		struct pattern text;
		struct {
			pcre2_code *code;
			struct str source;
		} regex;
		struct {
			enum expr_order order;
			struct number number;
		} compare;
		struct network network;
		struct {
			uint16_t field;
			enum pattern_kind how; /* All but GENERAL. */
			bool cased;
		} ref;
	};
};

/* number_parse(v, text): All of ${text} as a decimal number.  0 or -1. */
int number_parse(struct number *v, struct str text);

/* number_order(a, b): negative, 0 or positive as ${a} is smaller, equal or larger. */
int number_order(const struct number *a, const struct number *b);

/* network_parse(net, text): "10.0.0.0/8", "2001:db8::/32", or one address.  0 or -1. */
int network_parse(struct network *net, struct str text);

/* network_holds(net, text): Is ${text} an address, with or without a zone, in ${net}? */
bool network_holds(const struct network *net, struct str text);

/* expr_eval(x, row, scratch): Whether ${x} holds for ${row}. */
bool expr_eval(const struct expr *x, const struct row *row, struct rule_scratch *scratch);

#endif
