/*
 * gzip (RFC 1952) by ISA-L, which undoes it five times faster than zlib.  A
 * file may hold several members one after the other; zeros may pad its end.
 */
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

#include "base/stream_impl.h"

#define INPUT    ((size_t)128 << 10)
#define HEADROOM 16 /* What the decoder read ahead goes back in front of the input. */

struct gzip_stream {
	struct stream s;
	struct stream *inner;
	struct budget *budget;
	uint64_t out;     /* Bytes given so far. */
	bool end, inside; /* The input's end was met; a member is open. */
	int fault;        /* What the decoder said after the last bytes that it gave. */
	struct inflate_state state;
	uint8_t input[HEADROOM + INPUT];
};

static void
begin_member(struct gzip_stream *g)
{
	uint8_t *in = g->state.next_in;
	uint32_t left = g->state.avail_in;

	isal_inflate_reset(&g->state);
	g->state.next_in = in;
	g->state.avail_in = left;
	g->state.crc_flag = ISAL_GZIP;
	g->inside = true;
}

/* Bytes that the decoder took into its bit buffer but does not need go back in front of the input. */
static void
give_back(struct gzip_stream *g)
{
	struct inflate_state *state = &g->state;
	unsigned n = state->read_in_length > 0 ? (unsigned)state->read_in_length / 8 : 0;
	uint64_t bits =
	    state->read_in_length > 0 ? state->read_in >> ((unsigned)state->read_in_length % 8) : 0;

	for (unsigned i = 0; i < n; i++)
		state->next_in[(int)i - (int)n] = (uint8_t)(bits >> (8 * i));
	state->next_in -= n;
	state->avail_in += n;
	state->read_in_length = 0;
	state->read_in = 0;
}

static int
more_input(struct gzip_stream *g, struct err *e)
{
	ssize_t r;

	if (g->state.avail_in > 0 || g->end)
		return (0);
	if ((r = stream_read(g->inner, g->input + HEADROOM, INPUT, e)) < 0)
		return ((int)r);
	g->end = r == 0;
	g->state.next_in = g->input + HEADROOM;
	g->state.avail_in = (uint32_t)r;
	return (0);
}

/* Between two members: zeros are padding, a magic number opens the next, anything else is damage. */
static int
next_member(struct gzip_stream *g, bool *done, struct err *e)
{
	struct inflate_state *state = &g->state;
	int rc;

	*done = false;
	for (;;) {
		while (state->avail_in > 0 && *state->next_in == 0) {
			state->next_in++;
			state->avail_in--;
		}
		if (state->avail_in > 0)
			break;
		if ((rc = more_input(g, e)) != 0)
			return (rc);
		if (g->end) {
			*done = true;
			return (0);
		}
	}
	if (*state->next_in != 0x1F)
		return (err_at(e, ERR_CORRUPT, g->out, "bytes that are not gzip follow its end"));
	begin_member(g);
	return (0);
}

static int
gzip_fault(const struct gzip_stream *g, int code, struct err *e)
{
	const char *what = "a damaged block";

	if (code == ISAL_INCORRECT_CHECKSUM)
		what = "a wrong checksum";
	else if (code == ISAL_INVALID_WRAPPER || code == ISAL_UNSUPPORTED_METHOD)
		what = "a damaged header";
	return (err_at(e, ERR_CORRUPT, g->out, "the gzip data has %s after %llu bytes", what,
	    (unsigned long long)g->out));
}

static ssize_t
gzip_read(struct stream *s, void *p, size_t n, struct err *e)
{
	struct gzip_stream *g = (struct gzip_stream *)s;
	struct inflate_state *state = &g->state;
	uint32_t want = n > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)n, got;
	bool done;
	int rc;

	if (g->fault != 0)
		return (gzip_fault(g, g->fault, e));
	do {
		if (!g->inside && ((rc = next_member(g, &done, e)) != 0 || done))
			return (rc);
		if ((rc = more_input(g, e)) != 0)
			return (rc);
		state->next_out = p;
		state->avail_out = want;
		rc = isal_inflate(state);
		got = want - state->avail_out;
		if (rc < 0 && got == 0)
			return (gzip_fault(g, rc, e));
		if (rc < 0)
			g->fault = rc;
		else if (state->block_state == ISAL_BLOCK_FINISH) {
			give_back(g);
			g->inside = false;
		} else if (got == 0 && g->end && state->avail_in == 0) {
			return (err_at(e, ERR_CORRUPT, g->out,
			    "the gzip data ends too early, after %llu bytes", (unsigned long long)g->out));
		}
	} while (got == 0);
	g->out += got;
	if ((rc = budget_out(g->budget, got, e)) != 0)
		return (rc);
	return ((ssize_t)got);
}

static void
gzip_free(struct stream *s)
{
	free(s);
}

static const struct stream_ops gzip_ops = { .read = gzip_read, .free = gzip_free };

struct stream *
stream_gunzip(struct stream *inner, struct budget *b, struct err *e)
{
	struct gzip_stream *g = malloc(sizeof(*g));

	if (g == NULL) {
		(void)err_set(e, ERR_NOMEM, "out of memory");
		return (NULL);
	}
	g->s.ops = &gzip_ops;
	g->inner = inner;
	g->budget = b;
	g->out = 0;
	g->end = g->inside = false;
	g->fault = 0;
	isal_inflate_init(&g->state);
	g->state.next_in = g->input + HEADROOM;
	g->state.avail_in = 0;
	return (&g->s);
}
