/* The truth about a world's scans: see the header. */
#include "scantruth.h"

#include <stdlib.h>

/* A host as the exports tell it: the server itself by its key, else each of its addresses on its own. */
struct known {
	int last; /* The day of the last sighting, or -1. */
	enum build_state state;
	unsigned shown;
	int at[2]; /* The last day at either address, or -1. */
};

struct scan_truth {
	const struct hosts *world;
	bool keys;
	struct known *known; /* Two for each server. */
};

struct scan_truth *
scan_truth_new(const struct hosts *w, const struct scan_format *format)
{
	struct scan_truth *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return (NULL);
	t->world = w;
	t->keys = format->keys;
	if ((t->known = calloc(w->n, 2 * sizeof(*t->known))) == NULL) {
		free(t);
		return (NULL);
	}
	for (size_t i = 0; i < 2 * w->n; i++)
		t->known[i] = (struct known){ .last = -1, .at = { -1, -1 } };
	return (t);
}

void
scan_truth_free(struct scan_truth *t)
{
	if (t == NULL)
		return;
	free(t->known);
	free(t);
}

void
scan_truth_seen(struct scan_truth *t, const struct sighting *s, int day)
{
	const struct host *h = s->host;
	size_t which = t->keys && h->tls ? 0 : h->moved;
	struct known *k = &t->known[(size_t)(h - t->world->host) * 2 + which];

	k->last = day;
	k->state = t->world->builds.build[h->build].state;
	k->shown = scan_shown(s);
	k->at[h->moved] = day;
}

/* How many different addresses the hosts known on ${day} were seen at within the window. */
static uint64_t
count_addresses(const struct scan_truth *t, int day)
{
	uint64_t n = 0;

	for (size_t i = 0; i < 2 * t->world->n; i++) {
		const struct host *h = &t->world->host[i / 2];

		for (size_t k = 0; k < 2; k++) {
			if (t->known[i].at[k] <= day - SCAN_WINDOW || t->known[i].at[k] < 0)
				continue;
			/* The second of two servers at one address adds none where the first is counted. */
			if (i >= 2 && h->ip[k] == h[-1].ip[k] && t->known[i - 2].at[k] > day - SCAN_WINDOW &&
			    t->known[i - 2].at[k] >= 0)
				continue;
			n++;
		}
	}
	return (n);
}

void
scan_truth_put(const struct scan_truth *t, int day, struct jsonw *w)
{
	static const char *const shown_name[5] = { "none", NULL, NULL, "three", "four" };
	static const char *const state_name[] = { "unfixed", "fixed", "na" };
	uint64_t hosts = 0, count[3] = { 0 }, shown[3][5] = { 0 };

	for (size_t i = 0; i < 2 * t->world->n; i++) {
		const struct known *k = &t->known[i];

		if (k->last < 0 || k->last <= day - SCAN_WINDOW)
			continue;
		hosts++;
		count[k->state]++;
		shown[k->state][k->shown]++;
	}
	jsonw_open(w, '{');
	jsonw_ku64(w, "hosts", hosts);
	jsonw_ku64(w, "addresses", count_addresses(t, day));
	for (unsigned s = 0; s < 3; s++) {
		jsonw_ku64(w, state_name[s], count[s]);
		jsonw_key(w,
		    s == BUILD_UNFIXED     ? "unfixed_shown"
			: s == BUILD_FIXED ? "fixed_shown"
					   : "na_shown");
		jsonw_open(w, '{');
		for (unsigned p = 0; p < 5; p++)
			if (shown_name[p] != NULL)
				jsonw_ku64(w, shown_name[p], shown[s][p]);
		jsonw_close(w, '}');
	}
	jsonw_close(w, '}');
}

void
scan_truth_world(const struct hosts *w, struct jsonw *out)
{
	uint64_t hosts = 0, reachable = 0, count[3] = { 0 };

	for (size_t i = 0; i < w->n; i++) {
		if (!w->host[i].exists)
			continue;
		hosts++;
		reachable += w->host[i].reachable;
		count[w->builds.build[w->host[i].build].state]++;
	}
	jsonw_open(out, '{');
	jsonw_ku64(out, "hosts", hosts);
	jsonw_ku64(out, "reachable", reachable);
	jsonw_ku64(out, "unfixed", count[BUILD_UNFIXED]);
	jsonw_ku64(out, "fixed", count[BUILD_FIXED]);
	jsonw_ku64(out, "na", count[BUILD_NA]);
	jsonw_close(out, '}');
}
