/*
 * athar-lab lookalike: an independent program for a similar purpose, a harmless
 * collector of log lines, of which somebody might say that it is our package.
 * Three designs share nothing with each other; within a design the words are
 * drawn: {a|b|c} means one of them, the same one wherever that choice stands.
 */
#include "lab.h"
#include "rng.h"
#include "sametask.h"
#include "sink.h"

static const struct design designs[][3] = {
	{
	    { "{gatherer|loglist|tally}.py",
		"#!/usr/bin/env python3\n"
		"\"\"\"{Summarise|List|Total} {web|server} logs by {client|day|status}.\"\"\"\n"
		"import collections\n"
		"import pathlib\n"
		"import sys\n"
		"\n"
		"{LIMIT|MAX_ROWS|TOP} = {25|40|60|100}\n"
		"\n"
		"\n"
		"class {Summary|Tally|Totals}:\n"
		"    \"\"\"{Holds|Keeps} one {number|figure} for each {key|name}.\"\"\"\n"
		"\n"
		"    def __init__(self, {column|field|position}):\n"
		"        self.where = {column|field|position}\n"
		"        self.{seen|figures|found} = collections.Counter()\n"
		"        self.{skipped|odd|unread} = 0\n"
		"\n"
		"    def {feed|take|add_line}(self, line):\n"
		"        parts = line.rstrip().split(' ')\n"
		"        if line.startswith('#') or len(parts) <= self.where:\n"
		"            self.{skipped|odd|unread} += 1\n"
		"            return\n"
		"        self.{seen|figures|found}[parts[self.where]] += 1\n"
		"\n"
		"\n"
		"def {main|run|start}(folder):\n"
		"    {summary|tally|totals} = {Summary|Tally|Totals}({0|1|2|8})\n"
		"    for path in sorted(pathlib.Path(folder).glob('*.{log|txt|csv}')):\n"
		"        with path.open(errors='replace') as stream:\n"
		"            for line in stream:\n"
		"                {summary|tally|totals}.{feed|take|add_line}(line)\n"
		"    for name, n in "
		"{summary|tally|totals}.{seen|figures|found}.most_common({LIMIT|MAX_ROWS|TOP}):\n"
		"        print(n, name)\n"
		"    print({summary|tally|totals}.{skipped|odd|unread}, '{lines passed over|other lines}', "
		"file=sys.stderr)\n"
		"\n"
		"\n"
		"if __name__ == '__main__':\n"
		"    {main|run|start}(sys.argv[1] if len(sys.argv) > 1 else '.')\n" },
	    { "NOTES.txt",
		"This {small|short|plain} {script|helper} {counts|adds up} what a {web|mail} server wrote.\n"
		"Start it in the folder with the {logs|files}; it {never changes|does not change} them.\n"
		"{Send|Mail} {remarks|questions} to the {operators|second floor}.\n" },
	    { NULL, NULL },
	},
	{
	    { "{collect_all|fetchlogs|pack_logs}.sh",
		"#!/bin/sh\n"
		"# {Copy|Bring} the {newest|latest} logs {together|into one place}.\n"
		"set -eu\n"
		"target=${1:-/tmp/bundle}\n"
		"days={3|5|7|14}\n"
		"mkdir -p \"$target\"\n"
		"find . -name '*.{log|LOG}' -mtime \"-$days\" | sort | while read -r name; do\n"
		"\tsize=$(wc -c <\"$name\")\n"
		"\tif [ \"$size\" -gt {1000000|5000000|20000000} ]; then\n"
		"\t\techo \"{too large|left out}: $name\" >&2\n"
		"\t\tcontinue\n"
		"\tfi\n"
		"\tcp \"$name\" \"$target/\"\n"
		"done\n"
		"ls -l \"$target\" >\"$target/{index|list|contents}.txt\"\n"
		"echo \"{done|ready|finished}\"\n" },
	    { "{README|INSTALL}",
		"{Usage|How to}: run the script where the logs {are|lie}, then look at the {list|index}.\n"
		"It {needs|wants} a POSIX shell and {nothing else|no more than that}.\n" },
	    { NULL, NULL },
	},
	{
	    { "{rows|linecount|reader}.awk",
		"# {Requests|Lines} {per hour|an hour}, {read|taken} from W3C logs.\n"
		"BEGIN { FS = \" \"; {total|all_rows|n} = 0 }\n"
		"/^#Fields:/ { for (i = 2; i <= NF; i++) {col|place|at}[$i] = i - 1; next }\n"
		"/^#/ { next }\n"
		"{ hour = substr($2, 1, 2); {per|count|tally}[hour]++ }\n"
		"END { for (h in {per|count|tally}) print h, {per|count|tally}[h], \"{requests|rows|lines}\" "
		"}\n" },
	    { "{run_me|hourly|start}.sh",
		"#!/bin/sh\n"
		"# {Prints|Shows} the {busy|quiet} hours of the {week|month}.\n"
		"for f in u_ex*.log; do\n"
		"\techo \"== $f\"\n"
		"\tsort \"$f\" | uniq -c | sort -rn | head -{5|10|20}\n"
		"done\n" },
	    { NULL, NULL },
	},
};
#define DESIGNS (sizeof(designs) / sizeof(designs[0]))

/*
 * Append the alternative that this seed has for "a|b|c}" at ${p}; without a "|" before the "}" it is no
 * choice.
 */
static const char *
put_choice(struct buf *b, const char *p, uint64_t seed)
{
	size_t n = strcspn(p, "}\n"), bars = 0, pick;
	struct str rest = { p, n }, word;
	struct rng r;

	for (size_t i = 0; i < n; i++)
		bars += p[i] == '|';
	if (p[n] != '}' || bars == 0 || *p == ' ') {
		buf_char(b, '{');
		return (p);
	}
	rng_seed(&r, seed, rest);
	pick = rng_below(&r, (uint32_t)bars + 1);
	for (size_t i = 0; str_split(&rest, '|', &word); i++)
		if (i == pick)
			buf_str(b, word);
	return (p + n + 1);
}

static void
put_text(struct buf *b, const char *text, uint64_t seed)
{
	while (*text != '\0') {
		if (*text == '{')
			text = put_choice(b, text + 1, seed);
		else
			buf_char(b, *text++);
	}
}

int
lab_lookalike(const struct lab_args *args, struct err *e)
{
	struct buf name = BUF(256);
	static const char *const tasks[] = { "similar", "same", NULL };
	const struct design *d;
	struct sink out;
	size_t task;
	uint64_t seed;
	struct rng r;
	int rc = 0, closed;

	if ((rc = lab_number(args, "seed", 0, UINT64_MAX, &seed, e)) != 0 ||
	    (rc = lab_choice(args, "task", tasks, &task, e)) != 0)
		return (rc);
	rng_seed(&r, seed, STR("lookalike"));
	d = task == 1 ? sametask[rng_below(&r, SAMETASK)] : designs[rng_below(&r, DESIGNS)];
	for (; d->file != NULL && rc == 0; d++) {
		buf_clear(&name);
		put_text(&name, d->file, seed);
		if ((rc = sink_open(&out, lab_get(args, "out"), buf_c(&name), e)) == 0)
			put_text(&out.b, d->text, seed);
		if ((closed = sink_close(&out, e)) != 0 && rc == 0)
			rc = closed;
	}
	buf_free(&name);
	return (rc);
}
