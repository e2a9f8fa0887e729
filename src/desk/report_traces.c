/*
 * The report's comparisons and accusations: whether a tool was made from our
 * package and whose copy it was, with all that a reader needs to doubt it.
 */
#include <math.h>

#include "desk/conclusions.h"
#include "desk/draw.h"
#include "desk/html.h"
#include "desk/report_parts.h"
#include "desk/say.h"
#include "desk/spans.h"

#define FILES_SHOWN 200 /* As many as are kept. */

struct putting {
	struct buf *b;
	uint64_t n; /* Conclusions put so far. */
};

static void
put_title(struct buf *b, const struct trace_conclusion *c, const char *between, const char *before)
{
	struct buf text = BUF(1 << 17);

	buf_cstr(&text, before);
	buf_str(&text, c->specimen.name);
	buf_cstr(&text, between);
	buf_str(&text, c->package.name);
	html_element(b, "h3", NULL, buf_view(&text));
	buf_clear(&text);
	buf_printf(&text, "Entry %llu, recorded ", (unsigned long long)c->entry);
	instant_put(&text, c->recorded);
	buf_printf(&text, ", TLP:%s, made by athar ", tlp_name(c->tlp));
	buf_str(&text, c->version);
	html_element(b, "p", "small", buf_view(&text));
	buf_free(&text);
}

static void
put_channels(struct buf *b, const struct trace_comparison *x)
{
	buf_cstr(b, "<div class=\"narrow\">\n");
	html_table(b,
	    "Five channels, each apart: how much of the package the specimen contains, weighed by rarity, and how much "
	    "the nearest independent programs do",
	    x->asides > 0 ? "Channel|>Shared|>Of|>Contained|>Others contain|>Tail|>Set aside"
			  : "Channel|>Shared|>Of|>Contained|>Others contain|>Tail");
	for (size_t i = 0; i < x->channels; i++) {
		const struct trace_channel *c = &x->channel[i];

		html_row(b);
		html_cell(b, NULL, c->name);
		html_cell_count(b, c->shared);
		html_cell_count(b, c->features);
		html_cell_number(b, "%.2f", c->containment);
		if (x->background.groups > 0)
			html_cell_number(b, "%.2f ± %.2f", c->mean, c->deviation);
		else
			html_cell(b, "n", STR(""));
		html_cell_number(b, "%.1f", c->tail);
		if (x->asides > 0)
			html_cell_count(b, c->aside);
		html_row_end(b);
	}
	html_table_end(b);
	buf_cstr(b, "</div>\n");
}

static void
put_regions(struct buf *b, const struct trace_comparison *x)
{
	struct buf text = BUF(256);

	if (x->regions == 0)
		return;
	buf_cstr(b, "<h4>Side by side</h4>\n");
	spans_legend(b);
	for (size_t i = 0; i < x->regions; i++) {
		/* The rarest stand open; the rest would bury what comes after them. */
		if (i == 2) {
			say_many(&text, x->regions - i, "further stretch", "further stretches");
			buf_cstr(b, "<details>\n<summary>");
			html_text(b, buf_view(&text));
			buf_cstr(b, "</summary>\n");
			buf_clear(&text);
		}
		spans_put(b, &x->region[i]);
	}
	if (x->regions > 2)
		buf_cstr(b, "</details>\n");
	if (x->regions_found > x->regions) {
		say_many(&text, x->regions_found - x->regions, "shorter or commoner stretch was",
		    "shorter or commoner stretches were");
		buf_cstr(&text, " found and not kept.");
		html_element(b, "p", "small", buf_view(&text));
	}
	buf_free(&text);
}

static void
put_asides(struct buf *b, const struct trace_comparison *x)
{
	buf_cstr(b, "<h4>What was set aside</h4>\n");
	if (x->asides == 0) {
		buf_cstr(b,
		    "<p>Nothing: no advisory, patch or older public code was given to this comparison, so what those "
		    "dictate has not been taken out.</p>\n");
		return;
	}
	html_table(b,
	    "What anyone could have had; its features count in nothing, and so speak neither for nor against",
	    "What|Public since|Why|Source|>Features|Used");
	for (size_t i = 0; i < x->asides; i++) {
		const struct trace_aside *a = &x->aside[i];
		struct buf text = BUF(1 << 17);

		html_row(b);
		buf_str(&text, a->kind);
		buf_cstr(&text, ": ");
		buf_str(&text, a->path);
		html_cell(b, "t", buf_view(&text));
		html_cell(b, "w", a->published);
		html_cell(b, "t", a->reason);
		html_cell(b, "s", a->source);
		html_cell_count(b, a->features);
		html_cell(b, NULL, a->used ? STR("yes") : STR("no"));
		html_row_end(b);
		buf_free(&text);
	}
	html_table_end(b);
}

/* Whose programs told what the task dictates, and whose did not. */
static void
put_others(struct buf *b, const struct trace_comparison *x)
{
	struct buf text = BUF(1 << 16);

	if (x->clean_given > 0) {
		trace_say_clean(&text, x->clean_given, x->clean_used, x->clean_enough);
		html_element(b, "p", NULL, buf_view(&text));
	}
	for (size_t i = 0; i < x->suspects; i++) {
		const struct trace_suspect *s = &x->suspect[i];

		buf_clear(&text);
		trace_say_suspect(&text, s->solution, s->group, s->cover);
		html_element(b, "p", NULL, buf_view(&text));
	}
	buf_free(&text);
}

/* Names of channels in which nothing was shared. */
static size_t
say_silent(struct buf *b, const struct trace_comparison *x)
{
	size_t said = 0;

	for (size_t i = 0; i < x->channels; i++) {
		if (x->channel[i].features == 0 || x->channel[i].shared > 0)
			continue;
		buf_cstr(b, said++ > 0 ? ", " : "");
		buf_str(b, x->channel[i].name);
	}
	return (said);
}

/* Files of the package of which nothing was found. */
static size_t
say_missing(struct buf *b, const struct trace_party *p)
{
	size_t said = 0;

	for (size_t i = 0; i < p->shown; i++) {
		if (p->file[i].matched)
			continue;
		if (said < 12) {
			buf_cstr(b, said > 0 ? ", " : "");
			buf_str(b, p->file[i].name);
		}
		said++;
	}
	if (said > 12)
		buf_printf(b, " and %zu more", said - 12);
	return (said);
}

static void
put_item(struct buf *b, const char *before, struct buf *text)
{
	buf_cstr(b, "<li>");
	html_text(b, str_of(before));
	html_text(b, buf_view(text));
	buf_cstr(b, ".</li>\n");
	buf_clear(text);
}

static void
put_missing(struct buf *b, const struct trace_comparison *x)
{
	uint64_t unread = x->c.package.unread + x->c.specimen.unread;
	struct buf text = BUF(1 << 17);
	size_t from = b->n, items;

	buf_cstr(b, "<h4>What was not found</h4>\n<ul>\n");
	items = b->n;
	if (say_silent(&text, x) > 0)
		put_item(b, "Nothing of the package in these channels: ", &text);
	buf_clear(&text);
	if (say_missing(&text, &x->c.package) > 0)
		put_item(b, "Nothing of these files of the package: ", &text);
	buf_clear(&text);
	if (say_missing(&text, &x->c.specimen) > 0)
		put_item(b, "Nothing that is shared in these files of the specimen: ", &text);
	buf_clear(&text);
	if (unread > 0) {
		say_many(&text, unread, "file or part of one", "files or parts of files");
		put_item(b, "Not read, so nothing is said of them: ", &text);
	}
	if (b->n == items) {
		b->n = from;
		buf_cstr(b,
		    "<h4>What was not found</h4>\n<p>Each file and each channel shares something with the other "
		    "side.</p>\n");
	} else {
		buf_cstr(b, "</ul>\n");
	}
	buf_free(&text);
}

static void
put_party(struct buf *b, const char *what, const struct trace_party *p)
{
	html_row(b);
	html_cell(b, NULL, str_of(what));
	html_cell(b, "t", p->name);
	/* Of a package that the case released an accusation keeps the hash alone. */
	if (p->files > 0) {
		html_cell_count(b, p->files);
		html_cell_count(b, p->bytes);
	} else {
		html_cell(b, "n", STR(""));
		html_cell(b, "n", STR(""));
	}
	html_cell(b, "c", p->sha256);
	html_row_end(b);
}

static void
put_files(struct buf *b, const char *what, const struct trace_party *p)
{
	struct buf text = BUF(256);

	if (p->shown == 0)
		return;
	buf_printf(&text, "Files of the %s", what);
	if (p->files > p->shown)
		buf_printf(&text, ", %zu of %llu", p->shown, (unsigned long long)p->files);
	html_table(b, buf_c(&text), "File|>Bytes|Shared|SHA-256");
	for (size_t i = 0; i < p->shown && i < FILES_SHOWN; i++) {
		html_row(b);
		html_cell(b, "t", p->file[i].name);
		html_cell_count(b, p->file[i].bytes);
		html_cell(b, NULL, p->file[i].matched ? STR("yes") : STR("no"));
		html_cell(b, "c", p->file[i].sha256);
		html_row_end(b);
	}
	html_table_end(b);
	buf_free(&text);
}

/* What somebody else needs to come to the same result. */
static void
put_again(struct buf *b, const struct trace_conclusion *c, const struct trace_background *behind)
{
	struct buf text = BUF(256);

	buf_cstr(b, "<h4>The same again</h4>\n<pre>");
	html_text(b, c->command);
	buf_cstr(b, "</pre>\n");
	html_table(b,
	    "What went in; a hash of a folder is over the sorted hashes of its files, whatever they are called",
	    "|Name|>Files|>Bytes|SHA-256");
	put_party(b, "package", &c->package);
	put_party(b, "specimen", &c->specimen);
	if (behind != NULL && behind->groups > 0) {
		html_row(b);
		html_cell(b, NULL, STR("background"));
		say_many(&text, behind->groups, "group", "groups");
		buf_cstr(b, "<td class=\"t\">");
		html_text(b, behind->name);
		buf_cstr(b, ", ");
		html_text(b, buf_view(&text));
		buf_cstr(b, "</td>");
		html_cell_count(b, 1);
		html_cell_count(b, behind->bytes);
		html_cell(b, "c", behind->sha256);
		html_row_end(b);
	}
	html_table_end(b);
	if (c->package.shown + c->specimen.shown > 0) {
		buf_cstr(b, "<details>\n<summary>Every file by its hash</summary>\n");
		put_files(b, "package", &c->package);
		put_files(b, "specimen", &c->specimen);
		buf_cstr(b, "</details>\n");
	}
	buf_free(&text);
}

static int
put_comparison(void *arg, const struct trace_comparison *x)
{
	struct putting *p = arg;
	struct buf *b = p->b, text = BUF(1 << 16);

	p->n++;
	put_title(b, &x->c, " compared with ", "");
	say_compared(&text, x);
	buf_char(&text, '.');
	html_element(b, "p", "finding", buf_view(&text));
	buf_clear(&text);
	say_grounds(&text, x);
	buf_printf(&text,
	    "Score %.1f; %.0f %% of the package's weight is in the specimen, %.0f bits in its best channel. ",
	    x->score, 100 * x->containment, x->bits);
	if (x->background.groups == 0)
		buf_cstr(&text, "No background was given, so rare and common weigh the same.");
	else if (isfinite(x->evalue))
		buf_printf(&text,
		    "Among the innocents of the background %.2g specimens as high would be expected by chance.",
		    x->evalue);
	html_element(b, "p", NULL, buf_view(&text));
	draw_channels(b, x);
	put_channels(b, x);
	put_regions(b, x);
	put_asides(b, x);
	put_others(b, x);
	put_missing(b, x);
	put_again(b, &x->c, &x->background);
	buf_free(&text);
	return (0);
}

static void
put_scores(struct buf *b, const struct trace_accusation *x)
{
	if (x->parties == 0)
		return;
	buf_cstr(b, "<div class=\"narrow\">\n");
	html_table(b, "Whose marks match: the accused, and who comes next", ">Party|>Marks|>Score|>p-value|");
	for (size_t i = 0; i < x->parties && (i < 3 || i <= x->accused); i++) {
		const struct trace_accused *a = &x->party[i];

		html_row(b);
		html_cell_count(b, a->number);
		html_cell_number(
		    b, "%llu of %llu", (unsigned long long)a->matched, (unsigned long long)x->sites_read);
		html_cell_number(b, "%.1f", a->score);
		html_cell_number(b, "%.2g", a->p_value);
		html_cell(b, a->accused ? "doubt" : NULL, a->accused ? STR("accused") : STR(""));
		html_row_end(b);
	}
	html_table_end(b);
	buf_cstr(b, "</div>\n");
}

static void
put_copy(struct buf *b, uint32_t number, const struct trace_copy *k)
{
	struct buf text = BUF(1 << 16);

	html_row(b);
	html_cell_count(b, number);
	html_cell(b, NULL, k->bulletin);
	html_cell(b, NULL, k->stage);
	html_cell_number(b, "%u", k->copy);
	instant_put(&text, k->released);
	html_cell(b, "w", buf_view(&text));
	buf_clear(&text);
	if (k->acknowledged != 0) {
		instant_put(&text, k->acknowledged);
		buf_cstr(&text, " (");
		buf_str(&text, k->entered_by);
		buf_char(&text, ')');
	} else {
		buf_cstr(&text, "no");
	}
	html_cell(b, NULL, buf_view(&text));
	html_cell_count(b, k->downloads);
	html_cell_number(b, "%llu%s", (unsigned long long)k->entry, k->committed ? "" : ", not committed to");
	html_row_end(b);
	buf_free(&text);
}

static void
put_copies(struct buf *b, const struct trace_accusation *x)
{
	if (x->accused == 0)
		return;
	html_table(b, "The copies of those named, as the record had them",
	    ">Party|Bulletin|Content|>Copy|Released|Acknowledged|>Downloads|>Entry");
	for (size_t i = 0; i < x->parties; i++) {
		const struct trace_accused *a = &x->party[i];

		for (size_t k = 0; a->accused && k < a->copies; k++)
			put_copy(b, a->number, &a->copy[k]);
	}
	html_table_end(b);
}

static void
say_bounds_of(struct buf *b, const struct trace_accusation *x)
{
	buf_cstr(b, "The p-values are over ");
	say_many(b, x->copies, "copy", "copies");
	buf_cstr(b, " and ");
	say_many(b, x->tests, "test", "tests");
	buf_printf(b, ", and the bound of %.2g is on accusing anyone wrongly at all. ", x->bound);
	trace_say_mixed(b, x->accused, x->colluders);
}

/* How the marks were read, and how much else of the package is there. */
static void
say_reading(struct buf *b, const struct trace_accusation *x)
{
	if (x->sites_read > 0) {
		buf_cstr(b, "Of the marks ");
		say_count(b, x->exact);
		buf_cstr(b, " were read exactly, ");
		say_count(b, x->normalised);
		buf_cstr(b, " in their normal form and ");
		say_count(b, x->by_context);
		buf_cstr(b, " by what stands around their sites. ");
	}
	if (isfinite(x->alike))
		buf_printf(b, "Of the package itself %.0f %% is in this specimen. ", 100 * x->alike);
}

static int
put_accusation(void *arg, const struct trace_accusation *x)
{
	struct putting *p = arg;
	struct buf *b = p->b, text = BUF(1 << 16);

	p->n++;
	put_title(b, &x->c, " against the copies of ", "Whose copy: ");
	say_accused(&text, x);
	html_element(b, "p", "finding", buf_view(&text));
	html_element(b, "p", NULL, str_of(x->accused > 0 ? trace_caution : trace_nobody));
	buf_clear(&text);
	say_reading(&text, x);
	say_bounds_of(&text, x);
	html_element(b, "p", NULL, buf_view(&text));
	put_scores(b, x);
	put_copies(b, x);
	put_again(b, &x->c, NULL);
	buf_free(&text);
	return (0);
}

static void
put_hidden(struct buf *b, uint64_t hidden, enum tlp audience)
{
	struct buf text = BUF(256);

	if (hidden == 0)
		return;
	say_many(&text, hidden, "conclusion is", "conclusions are");
	buf_printf(&text, " not for TLP:%s and left out here.", tlp_name(audience));
	html_element(b, "p", NULL, buf_view(&text));
	buf_free(&text);
}

int
part_traces(struct buf *b, const struct report *r, struct err *e)
{
	struct putting p = { b, 0 };
	uint64_t hidden = 0;
	int rc;

	buf_cstr(b,
	    "<section id=\"trace\">\n<h2>Is this tool made from our package, and whose copy was it</h2>\n"
	    "<p class=\"lead\">A likelihood ratio says how much more probable what is shared would be of something made "
	    "from the package than of something written apart. It is no probability that the tool was made from it. "
	    "Marks are evidence of another kind, and of whose copy it was.</p>\n");
	if ((rc = trace_each_comparison(r->c, r->as_of, r->audience, put_comparison, &p, &hidden, e)) != 0 ||
	    (rc = trace_each_accusation(r->c, r->as_of, r->audience, put_accusation, &p, &hidden, e)) != 0)
		return (rc);
	if (p.n == 0 && hidden == 0)
		buf_cstr(b, "<p>No specimen was compared in this case, so this is not known.</p>\n");
	put_hidden(b, hidden, r->audience);
	buf_cstr(b, "</section>\n");
	return (0);
}
