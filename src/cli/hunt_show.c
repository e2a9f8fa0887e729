/* A scan for people: see the header. */
#include "cli/hunt_show.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/map.h"
#include "base/table.h"
#include "hunt/tell.h"

#define SHOWN_A_RULE  3 /* Findings of a rule that are shown; --json has all. */
#define SHOWN_UNREAD  10
#define SHOWN_FOLDERS 10 /* Folders with gaps of their own. */
#define GAPS_COMPARED 200
#define SHOWN_SILENT  20 /* Up to so many CVEs are all named. */

struct hunt_show {
	FILE *out;
	bool colour;
	struct map rules; /* What was found by each rule, by its name. */
	struct tally {
		const struct rule *rule;
		enum level level;
		uint64_t n;
		instant_us first, last;
	} * tally;
	size_t tally_cap;
	struct buf unread; /* Lines of the first files that were not read. */
	uint64_t unread_n;
};

struct hunt_show *
hunt_show_new(FILE *out, const struct ruleset *set)
{
	struct hunt_show *s = calloc(1, sizeof(*s));
	const char *no_color = getenv("NO_COLOR");

	if (s == NULL)
		return (NULL);
	s->out = out;
	s->colour = isatty(fileno(out)) && (no_color == NULL || no_color[0] == '\0');
	s->unread = BUF((size_t)1 << 20);
	s->tally_cap = ruleset_size(set) + 2;
	if ((s->tally = calloc(s->tally_cap, sizeof(*s->tally))) == NULL) {
		free(s);
		return (NULL);
	}
	return (s);
}

void
hunt_show_free(struct hunt_show *s)
{
	if (s == NULL)
		return;
	map_free(&s->rules);
	free(s->tally);
	buf_free(&s->unread);
	free(s);
}

static const char *
colour_of(const struct hunt_show *s, enum level level)
{
	if (!s->colour)
		return ("");
	return (level >= LEVEL_HIGH ? "\033[1;31m" : level == LEVEL_MEDIUM ? "\033[33m" : "\033[2m");
}

static const char *
plain(const struct hunt_show *s)
{
	return (s->colour ? "\033[0m" : "");
}

static struct tally *
tally_of(struct hunt_show *s, const struct found *f)
{
	struct map_entry *entry = map_put(&s->rules, tell_rule_name(f->rule));
	struct tally *t;

	if (entry == NULL || (entry->value == 0 && s->rules.n > s->tally_cap))
		return (NULL);
	if (entry->value == 0)
		entry->value = s->rules.n;
	t = &s->tally[entry->value - 1];
	t->rule = f->rule;
	t->level = t->n == 0 || f->level > t->level ? f->level : t->level;
	t->n++;
	if (f->time != 0) {
		t->first = t->first == 0 || f->time < t->first ? f->time : t->first;
		t->last = f->time > t->last ? f->time : t->last;
	}
	return (t);
}

void
hunt_show_finding(struct hunt_show *s, const struct found *f)
{
	struct tally *t = tally_of(s, f);
	struct buf b = BUF(BUF_BIG);

	if (t == NULL || t->n > SHOWN_A_RULE)
		return;
	buf_printf(&b, "%s%-8s%s ", colour_of(s, f->level), level_name(f->level), plain(s));
	escape_term(&b, str_of(f->rule->title[0] != '\0' ? f->rule->title : f->rule->id));
	if (f->rule->cves > 0)
		buf_printf(&b, " (%s)", f->rule->cve[0]);
	buf_cstr(&b, "\n         ");
	escape_term(&b, f->file);
	buf_printf(&b, ":%llu", (unsigned long long)f->row);
	if (f->time != 0) {
		buf_cstr(&b, "  ");
		instant_put(&b, f->time);
	}
	if (f->client.n > 0) {
		buf_cstr(&b, "  from ");
		escape_term(&b, f->client);
	}
	buf_char(&b, '\n');
	for (size_t i = 0; i < f->fields; i++) {
		if (f->value[i].n == 0)
			continue;
		buf_cstr(&b, "         ");
		escape_term(&b, f->name[i]);
		buf_cstr(&b, ": ");
		escape_term(&b, str_sub(f->value[i], 0, 160));
		buf_cstr(&b, f->value[i].n > 160 ? "...\n" : "\n");
	}
	fwrite(b.p, 1, b.n, s->out);
	buf_free(&b);
}

void
hunt_show_unread(struct hunt_show *s, struct str file, struct str why)
{
	if (++s->unread_n > SHOWN_UNREAD)
		return;
	buf_cstr(&s->unread, "  ");
	escape_term(&s->unread, file);
	buf_cstr(&s->unread, ": ");
	escape_term(&s->unread, why);
	buf_char(&s->unread, '\n');
}

static void
show_rules(struct hunt_show *s)
{
	struct table *t;

	if (s->rules.n == 0 || (t = table_new("found|level|stage|>n|first|last")) == NULL)
		return;
	for (size_t i = 0; i < s->rules.n; i++) {
		const struct tally *y = &s->tally[i];
		struct buf first = BUF(64), last = BUF(64);

		if (y->rule == NULL)
			continue;
		if (y->first != 0) {
			instant_put(&first, y->first);
			instant_put(&last, y->last);
		}
		table_cell(t, str_of(y->rule->title));
		table_cell(t, str_of(level_name(y->level)));
		table_cell(t, str_of(stage_name(y->rule->stage)));
		table_printf(t, "%llu", (unsigned long long)y->n);
		table_cell(t, buf_view(&first));
		table_cell(t, buf_view(&last));
		buf_free(&first);
		buf_free(&last);
	}
	fputc('\n', s->out);
	table_print(t, s->out);
	table_free(t);
}

/* How much is missing in these gaps, and the longest of them. */
static instant_us
missing(struct spans *spans, instant_us period, struct span *longest)
{
	struct span gap[GAPS_COMPARED];
	size_t n = cover_gaps(spans, period, gap, GAPS_COMPARED);
	instant_us sum = 0;

	*longest = (struct span){ 0, 0 };
	for (size_t i = 0; i < n && i < GAPS_COMPARED; i++) {
		sum += gap[i].to - gap[i].from;
		if (gap[i].to - gap[i].from > longest->to - longest->from)
			*longest = gap[i];
	}
	return (sum);
}

/* One site's missing days hide behind another's; hours in which nobody asked anything are not worth a line. */
static void
put_folder_gaps(struct buf *b, struct cover *c, size_t kind)
{
	instant_us period = logkinds[kind].period, whole;
	size_t shown = 0, more = 0;
	struct span longest;

	whole = missing(&c->kind[kind].spans, period, &longest);
	for (size_t i = 0; i < c->folder.n; i++) {
		struct str key = c->folder.entry[i].key;

		if (key.p[0] != (char)('0' + kind) ||
		    missing(&c->folder_spans[c->folder.entry[i].value], period, &longest) <= whole ||
		    longest.to - longest.from < INSTANT_DAY - INSTANT_SECOND)
			continue;
		if (shown++ >= SHOWN_FOLDERS) {
			more++;
			continue;
		}
		buf_cstr(b, "  ");
		escape_term(b, str_sub(key, 1, key.n));
		buf_cstr(b, " has gaps of its own, the longest from ");
		instant_put(b, longest.from);
		buf_cstr(b, " to ");
		instant_put(b, longest.to);
		buf_char(b, '\n');
	}
	if (more > 0)
		buf_printf(b, "  and %zu more folders; --json lists all\n", more);
}

static void
show_coverage(struct hunt_show *s, struct scan_totals *t)
{
	struct span span, gap[3];
	struct buf b = BUF(4096);
	size_t gaps;

	for (size_t k = 0; k < LOG_KINDS; k++) {
		if (t->cover.kind[k].files == 0)
			continue;
		buf_printf(&b, "%s logs: %llu files, %llu lines", logkinds[k].text,
		    (unsigned long long)t->cover.kind[k].files, (unsigned long long)t->cover.kind[k].rows);
		if (cover_span(&t->cover, k, &span)) {
			buf_cstr(&b, ", ");
			instant_put(&b, span.from);
			buf_cstr(&b, " to ");
			instant_put(&b, span.to);
			gaps = cover_gaps(&t->cover.kind[k].spans, logkinds[k].period, gap, 3);
			if (gaps > 0)
				buf_printf(&b, "; %zu gap%s, the first from ", gaps, gaps == 1 ? "" : "s");
			if (gaps > 0)
				instant_put(&b, gap[0].from);
		} else {
			buf_cstr(&b, ", without times");
		}
		buf_char(&b, '\n');
		put_folder_gaps(&b, &t->cover, k);
	}
	if (b.n > 0)
		fprintf(s->out, "\nWhat was covered\n%s", buf_c(&b));
	buf_free(&b);
}

static void
show_idle(struct hunt_show *s, const struct scan_totals *t, const struct scan_options *options)
{
	size_t n = ruleset_size(options->set) + (options->pages ? 1 : 0), idle = 0, shown = 0;
	struct map reasons = { 0 };
	struct buf why = BUF(4096), b = BUF((size_t)1 << 20);

	for (size_t i = 0; i < n; i++) {
		struct map_entry *entry;

		buf_clear(&why);
		if (!scan_idle(t, options, i, &why))
			continue;
		idle++;
		if ((entry = map_put(&reasons, buf_view(&why))) != NULL)
			entry->value++;
	}
	for (; shown < reasons.n && shown < SHOWN_UNREAD; shown++) {
		buf_printf(&b, "  %llu: ", (unsigned long long)reasons.entry[shown].value);
		escape_term(&b, reasons.entry[shown].key);
		buf_char(&b, '\n');
	}
	if (idle > 0)
		fprintf(s->out, "\n%zu of %zu rules could not run\n%s", idle, n, buf_c(&b));
	if (shown < reasons.n)
		fprintf(s->out, "  and for %zu more reasons; --json gives all\n", reasons.n - shown);
	map_free(&reasons);
	buf_free(&why);
	buf_free(&b);
}

static void
show_verdicts(struct hunt_show *s, const struct scan_totals *t)
{
	uint64_t silent = 0;

	fputc('\n', s->out);
	for (size_t i = 0; i < t->ladder.n; i++) {
		const struct rungs *r = &t->ladder.cve[i];
		enum stage stage = ladder_stage(r);

		/* A large set of rules names hundreds: only those with an answer get a line. */
		if (stage == STAGE_NONE && t->ladder.n > SHOWN_SILENT) {
			silent++;
			continue;
		}
		if (stage != STAGE_NONE) {
			fprintf(s->out, "%s%s: traces up to stage \"%s\", confidence %s%s (%llu findings)\n",
			    colour_of(s, r->level[stage]), r->cve, stage_name(stage), ladder_confidence(r),
			    plain(s), (unsigned long long)r->findings);
		} else if (r->idle == r->rules) {
			fprintf(
			    s->out, "%s: cannot tell, none of its %zu rules could run\n", r->cve, r->rules);
		} else {
			fprintf(s->out, "%s: nothing found by %zu of %zu rules\n", r->cve, r->rules - r->idle,
			    r->rules);
		}
	}
	if (silent > 0)
		fprintf(s->out, "%llu other CVEs: nothing found, or no rule could run; --json tells which\n",
		    (unsigned long long)silent);
	fprintf(s->out, "%llu findings in %llu files, %llu bytes.  Nothing found is not nothing there.\n",
	    (unsigned long long)t->findings, (unsigned long long)t->files, (unsigned long long)t->bytes);
}

void
hunt_show_end(struct hunt_show *s, struct scan_totals *t, const struct scan_options *options)
{
	show_rules(s);
	show_coverage(s, t);
	if (s->unread_n > 0)
		fprintf(s->out, "\nNot read, or not in full\n%s", buf_c(&s->unread));
	if (s->unread_n > SHOWN_UNREAD)
		fprintf(s->out, "  and %llu more; --json lists all\n",
		    (unsigned long long)(s->unread_n - SHOWN_UNREAD));
	show_idle(s, t, options);
	show_verdicts(s, t);
}
