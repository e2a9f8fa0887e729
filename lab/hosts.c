/* A world of mail servers: see the header. */
#include "hosts.h"

#include <stdlib.h>

#define NEVER 1000000

static const char *const country_name[] = { "DE", "US", "GB", "FR", "IT", "NL", "AT", "CH", "CA", "SI", "PL",
	"CZ" };
static const uint16_t country_weight[] = { 28, 26, 9, 6, 6, 5, 4, 4, 4, 2, 3, 3 };
#define COUNTRIES (sizeof(country_name) / sizeof(country_name[0]))

/* Half-lives of 3, 9 and 40 days as a chance per day, in millionths: 1 - 2^(-1/h). */
static const uint16_t pace_weight[] = { 45, 35, 20 };
static const uint32_t pace_chance[] = { 206299, 74125, 17179 };

const char *
hosts_country(unsigned k)
{
	return (country_name[k % COUNTRIES]);
}

/* The ${i}th address: one in 32 from 198.18.0.0/15, the rest, scattered, from 100.64.0.0/10. */
static uint32_t
address(uint32_t i)
{
	if (i % 32 == 0)
		return (0xc6120000u + i / 32);
	return (0x64400000u + ((i * 2654435761u) & 0x3fffffu));
}

void
hosts_put_ip(struct buf *b, uint32_t ip)
{
	for (unsigned shift = 24;; shift -= 8) {
		buf_u64(b, ip >> shift & 255);
		if (shift == 0)
			return;
		buf_char(b, '.');
	}
}

/* A name as administrators give them: the same few everywhere, so that firms share them. */
static struct str
draw_name(struct hosts *w, struct rng *r, unsigned which)
{
	static const char *const stem[] = { "EX", "EXCH", "MAIL", "SRV-EX", "EXCHANGE" };
	static const uint16_t weight[] = { 50, 15, 20, 10, 5 };
	struct buf name = BUF(64);
	struct str kept;

	buf_cstr(&name, stem[which == 0 ? rng_weighted(r, weight, 5) : 0]);
	buf_char(&name, '0');
	buf_u64(&name, which + 1);
	kept = arena_str(&w->names, buf_view(&name));
	buf_free(&name);
	return (kept);
}

static void
draw_fate(struct host *h, struct rng *r, int days)
{
	uint32_t span = (uint32_t)days;

	h->born = rng_chance(r, 3, 100) ? (int)rng_below(r, span) : 0;
	h->dead = rng_chance(r, 3, 100) ? 1 + (int)rng_below(r, span) : NEVER;
	h->gone = rng_chance(r, 5, 100) ? (int)rng_below(r, span) : NEVER;
	h->back = h->gone == NEVER ? NEVER : h->gone + 1 + (int)rng_below(r, 20);
	h->moves = rng_chance(r, 5, 100) ? (int)rng_below(r, span) : NEVER;
}

static void
draw_face(struct host *h, struct rng *r)
{
	uint32_t k = rng_below(r, 100);

	h->shows = k < 30 ? SHOWS_FOUR : k < 94 ? SHOWS_THREE : SHOWS_NOTHING;
	h->tls = !rng_chance(r, 2, 100);
	h->port = h->tls ? 443 : 80;
	/*
	 * A proxy that strips the name shows at least the version, else nobody could tell what stands
	 * there.
	 */
	if (h->shows != SHOWS_NOTHING && rng_chance(r, 8, 100))
		h->servername = STR("");
}

/* One firm's servers, ${n} of them from ${h} on: one place, one pace, and often one wildcard certificate. */
static void
draw_firm(struct hosts *w, struct host *h, size_t n, struct rng *r, uint32_t *key)
{
	uint8_t country = (uint8_t)rng_weighted(r, country_weight, COUNTRIES),
		pace = (uint8_t)rng_weighted(r, pace_weight, 3);
	uint32_t asn = 64512 + rng_below(r, 900);
	bool wildcard = n > 1 && rng_chance(r, 1, 2);

	for (size_t i = 0; i < n; i++) {
		uint32_t at = (uint32_t)(h + i - w->host);

		h[i].rng = *r;
		rng_seed(&h[i].rng, rng_u64(r), STR("host"));
		h[i].servername = draw_name(w, r, (unsigned)i);
		h[i].key = wildcard && i > 0 ? h[0].key : (*key)++;
		h[i].country = country;
		h[i].asn = asn;
		h[i].pace = pace;
		h[i].ip[0] = address(at * 2);
		h[i].ip[1] = address(at * 2 + 1);
		h[i].build = builds_draw(&w->builds, r);
		draw_face(&h[i], r);
		draw_fate(&h[i], r, w->days);
		/* Behind a shared key a name is what tells the servers apart. */
		if (wildcard && h[i].servername.n == 0)
			h[i].servername = draw_name(w, r, (unsigned)i);
	}
	/* Some small firms have two servers behind one address, on two ports. */
	if (n == 2 && !wildcard && h[1].tls) {
		h[1].ip[0] = h[0].ip[0];
		h[1].port = 8443;
		h[0].moves = h[1].moves = NEVER;
	}
}

int
hosts_new(struct hosts *w, uint64_t seed, size_t n, int days, const char *table, struct err *e)
{
	static const uint16_t size_weight[] = { 80, 11, 5, 4 };
	uint32_t key = 0;
	struct rng r;
	int rc;

	*w = (struct hosts){ .seed = seed, .start = moment_of(2021, 3, 1), .days = days, .n = n };
	if ((rc = builds_load(&w->builds, table, seed, e)) != 0)
		return (rc);
	if ((w->host = calloc(n, sizeof(*w->host))) == NULL)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	rng_seed(&r, seed, STR("hosts"));
	for (size_t i = 0; i < n;) {
		size_t size = 1 + rng_weighted(&r, size_weight, 4);

		if (size > n - i)
			size = n - i;
		draw_firm(w, &w->host[i], size, &r, &key);
		i += size;
	}
	return (0);
}

static void
step_host(const struct hosts *w, struct host *h, int day)
{
	const struct build *b = &w->builds.build[h->build];

	/* The draw is made whether it counts or not, so that a server's stream keeps pace with the days. */
	if (rng_chance(&h->rng, pace_chance[h->pace], 1000000) && b->next != SIZE_MAX &&
	    w->start + day * MOMENT_DAY >= b->ready)
		h->build = b->next;
	h->exists = day >= h->born && day < h->dead;
	h->reachable = h->exists && (day < h->gone || day >= h->back);
	h->moved = day >= h->moves;
}

void
hosts_step(struct hosts *w, int day)
{
	for (size_t i = 0; i < w->n; i++)
		step_host(w, &w->host[i], day);
}

void
hosts_free(struct hosts *w)
{
	builds_free(&w->builds);
	free(w->host);
	arena_free(&w->names);
	*w = (struct hosts){ 0 };
}
