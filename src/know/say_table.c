/*
 * What the build tables say of a build.  Each source in a table has a voice:
 * it calls a build fixed that is not before a build it lists as fixed, and
 * unfixed one that is not after a build it lists as unfixed, always within
 * one branch.  Two voices that differ make the answer ambiguous, and both are
 * shown: the vendor's page and the vendor's script disagree on two updates.
 */
#include <stdio.h>

#include "know/state.h"

/* One source's rows within a branch. */
struct voice {
	unsigned table;
	bool conflict; /* The rows on which the vendor's sources differ are a voice of their own. */
	bool yes, no;
	struct version first_yes, last_no;
	const struct build_row *fix;
};

static size_t
find_voices(const struct know *k, const struct branch *branch, struct voice *voice)
{
	size_t n = 0, i;

	for (size_t r = branch->from; r < branch->to; r++) {
		const struct build_row *row = &k->builds.row[r];

		if (row->fixed == BUILD_NA)
			continue;
		for (i = 0; i < n && (voice[i].table != row->table || voice[i].conflict != row->conflict);
		     i++)
			;
		if (i == n && n == OPINIONS_MAX)
			continue;
		if (i == n)
			voice[n++] = (struct voice){ .table = row->table, .conflict = row->conflict };
		/* A row of conflict is marked "no", the safe side; its source says that it is fixed. */
		if (row->fixed == BUILD_YES || row->conflict) {
			if (!voice[i].yes) {
				voice[i].first_yes = row->build;
				voice[i].fix = row;
			}
			voice[i].yes = true;
		} else {
			voice[i].no = true;
			voice[i].last_no = row->build;
		}
	}
	return (n);
}

/* What one voice says of one build; VERDICT_NA: nothing. */
static enum verdict
ask_voice(const struct voice *voice, const struct version *v)
{
	if (voice->yes && version_order(v, &voice->first_yes) >= 0)
		return (VERDICT_FIXED);
	if (voice->no && version_order(v, &voice->last_no) <= 0)
		return (VERDICT_UNFIXED);
	return (voice->yes && voice->no ? VERDICT_UNFIXED : VERDICT_NA);
}

/* What all voices say of one build together; where none speaks, the order in the branch decides. */
static enum verdict
ask_all(const struct voice *voice, size_t n, const struct version *v, bool *disagree)
{
	enum verdict got = VERDICT_NA, one;
	bool no = false, yes = false;

	for (size_t i = 0; i < n; i++) {
		no = no || voice[i].no;
		yes = yes || (voice[i].yes && !voice[i].conflict);
		if ((one = ask_voice(&voice[i], v)) == VERDICT_NA)
			continue;
		if (got != VERDICT_NA && got != one) {
			*disagree = true;
			return (VERDICT_AMBIGUOUS);
		}
		got = one;
	}
	if (got != VERDICT_NA)
		return (got);
	/* Born fixed: there is no unfixed build in this branch. */
	return (yes && !no ? VERDICT_FIXED : VERDICT_UNFIXED);
}

static void
put_opinion(struct saying *s, const struct know *k, const struct voice *voice, const struct version *low,
    const struct version *high)
{
	enum verdict a = ask_voice(voice, low), b = ask_voice(voice, high);
	struct opinion *o;
	struct str class, update, kb;

	if (a == VERDICT_NA && b == VERDICT_NA && voice->conflict)
		return;
	o = &s->opinion[s->opinions++];
	*o = (struct opinion){ .source = k->table[voice->table].source, .used = true };
	if (voice->yes) {
		class = voice->fix->cell[COL_SOURCE];
		update = voice->fix->cell[COL_UPDATE];
		kb = voice->fix->cell[COL_KB];
		(void)snprintf(o->says, sizeof(o->says), "%.*s%sfixed from %s (%.*s%s%.*s)", STR_ARG(class),
		    class.n > 0 ? ": " : "", vtext(&voice->first_yes).c, STR_ARG(update),
		    kb.n > 0 ? ", " : "", STR_ARG(kb));
	} else {
		(void)snprintf(o->says, sizeof(o->says), "no build of this branch is fixed");
	}
	if (a == VERDICT_NA)
		a = voice->no || voice->conflict ? VERDICT_UNFIXED : VERDICT_FIXED;
	if (b == VERDICT_NA)
		b = voice->yes ? VERDICT_FIXED : VERDICT_UNFIXED;
	o->verdict = a == b ? a : VERDICT_AMBIGUOUS;
}

void
table_say(const struct know *k, const struct branch *branch, const struct version *low,
    const struct version *high, struct saying *s)
{
	struct voice voice[OPINIONS_MAX];
	size_t n = find_voices(k, branch, voice);
	bool disagree[2] = { false, false };

	*s = (struct saying){ .known = n > 0 };
	if (n == 0) {
		s->low = s->high = branch->na ? VERDICT_NA : VERDICT_AMBIGUOUS;
		return;
	}
	s->low = ask_all(voice, n, low, &disagree[0]);
	s->high = ask_all(voice, n, high, &disagree[1]);
	s->disagree = disagree[0] || disagree[1];
	for (size_t i = 0; i < n; i++) {
		/* The highest of the thresholds is the safe one. */
		if (voice[i].yes &&
		    (s->fix == NULL || (!voice[i].conflict && s->fix->conflict) ||
			(voice[i].conflict == s->fix->conflict &&
			    version_order(&voice[i].first_yes, &s->from) > 0))) {
			s->fix = voice[i].fix;
			s->from = voice[i].first_yes;
		}
		put_opinion(s, k, &voice[i], low, high);
	}
}
