/*
 * The five questions that a team must answer when a flaw is used before
 * everyone is patched, and the answers so far.  An answer is one sentence, the
 * lines below it are its grounds, and a number comes with its interval and
 * with how many it was counted from.
 */
#ifndef DESK_STATUS_H
#define DESK_STATUS_H

#include "base/arena.h"
#include "store/case.h"

#define STATUS_QUESTIONS 5
#define STATUS_LINES_MAX 16

/* How the answer looks at first sight. */
enum status_tone {
	TONE_OPEN,  /* Nothing in the case answers it yet. */
	TONE_PLAIN, /* An answer. */
	TONE_GRAVE  /* An answer that somebody has to act on. */
};

struct status_answer {
	const char *id; /* "know", "share", "trace", "census", "hunt": the job that answers. */
	const char *question;
	enum status_tone tone;
	struct str answer;
	struct str line[STATUS_LINES_MAX];
	size_t lines;
	size_t more; /* Grounds that found no room in ${line}. */
	bool has_n, has_interval;
	uint64_t n;         /* What was counted. */
	uint64_t low, high; /* The interval of the number asked for. */
};

struct status {
	struct status_answer answer[STATUS_QUESTIONS];
	instant_us as_of; /* Of the answers: as asked for, or when the record last grew. */
	bool as_of_given;
	uint64_t hidden; /* Facts left out for their TLP. */
	struct arena mem;
};

/*
 * status_make(s, c, as_of, audience, e): Answer from what ${c} holds, known by
 * ${as_of} (INSTANT_MAX: all of it).  Release by status_free, also after a
 * failure.
 */
int status_make(struct status *s, struct case_dir *c, instant_us as_of, enum tlp audience, struct err *e);
void status_free(struct status *s);

/* status_tone_name(t): "open", "answered", "act". */
const char *status_tone_name(enum status_tone t);

#endif
