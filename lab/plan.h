/*
 * What is planted: the traces that the attacks of March 2021 left in logs, as
 * public incident reports printed them.  They are rows of text and nothing
 * else; whatever was an attack's working part is a harmless placeholder.
 *
 * A row's condition is its number in the table of detection conditions that
 * the rules are written from.
 */
#ifndef LAB_PLAN_H
#define LAB_PLAN_H

#include "moment.h"

enum plant_log { PLANT_HTTPPROXY, PLANT_IIS_FRONT, PLANT_IIS_BACK, PLANT_ECP, PLANT_OAB };

/* Why a well-known tool passes over the row. */
enum plant_drop { DROP_NOT, DROP_AUTODISCOVER, DROP_LOCALHOST };

#define PLANT_ALSO(condition) (1u << (condition))

struct plant {
	enum plant_log log;
	const char *folder; /* HttpProxy only: the protocol's folder. */
	unsigned permille;  /* How far into the attack's days. */
	unsigned times;     /* So many rows, 37 seconds apart; 0 means one. */
	unsigned condition; /* The condition that the row is there for; */
	unsigned also;      /* others that may hold as well, as PLANT_ALSO bits. */
	const char *cve;    /* NULL where the trace belongs to none. */
	enum plant_drop drop;
	const char *client, *method, *stem, *query, *user, *agent;
	unsigned status;
	const char *anchor, *cookie; /* HttpProxy only. */
	const char *text;            /* ECP Server: the event and its data; OAB: the message. */
	moment_ms at;                /* Set by plan_new. */
};

/* The planted rows of one world, in order of time.  ${next} belongs to whoever writes that log. */
struct plan {
	struct plant *row;
	size_t n, cap;
};

/* plan_new(p, from, to, e): Lay the rows into the days from ${from} up to ${to}.  0 or ERR_NOMEM. */
int plan_new(struct plan *p, moment_ms from, moment_ms to, struct err *e);

/*
 * plan_next(p, log, folder, at, from, to): index, from ${*at} on, of the next row for that log with from
 * <= time < to, or SIZE_MAX.
 */
size_t plan_next(
    const struct plan *p, enum plant_log log, const char *folder, size_t at, moment_ms from, moment_ms to);

void plan_free(struct plan *p);

#endif
