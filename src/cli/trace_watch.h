/*
 * The parts of athar trace watch: what is watched for (trace_watch_packages.c),
 * how it is taken up, and anew when it changes (trace_watch_open.c), one specimen
 * (trace_watch_file.c), its alerts (trace_watch_alert.c), the rounds and the
 * stream (trace_watch.c).
 */
#ifndef CLI_TRACE_WATCH_H
#define CLI_TRACE_WATCH_H

#include "cli/cli.h"
#include "share/marked.h"
#include "trace/conclusion.h"
#include "trace/known.h"
#include "trace/watch.h"

/* A released package. */
struct watch_package {
	struct str name, sha256; /* Views into the share. */
	struct sha256 blob;
	bool gone; /* Its bytes were not in the case when it was to be watched for. */
};

/*
 * What specimens are compared with: a package, and of a package of several files each one that is large enough, since
 * one of them alone holds little of the whole.
 */
#define WATCH_WHOLE SIZE_MAX
struct watch_target {
	size_t package, file; /* Numbers; WATCH_WHOLE: all of it. */
	char *part;           /* The file's name, or NULL. */
};

/* All that was released, and the case that says so. */
struct watch_packages {
	struct case_dir *c;
	uint64_t entries; /* Of the record, that all this was read from, and the watch's own since. */
	struct share share;
	struct marked_first *first;    /* The packages in the order of their first release; */
	struct watch_package *package; /* and what is watched for of each. */
	size_t n;
	struct watch_target *target; /* In the numbers of the watch: of each package the whole first. */
	size_t targets, captargets;
	struct sha256 id; /* Of all of them. */
};

/* watch_packages_open(p, c, e): Open the case into the zeroed ${p}; ERR_NOTFOUND where nothing was released. */
int watch_packages_open(struct watch_packages *p, const struct cli *c, struct err *e);
void watch_packages_close(struct watch_packages *p);

/* watch_packages_stand(p): Whether nobody but the watch has written to the case since; see case_stands. */
bool watch_packages_stand(const struct watch_packages *p);

/*
 * watch_packages_again(now, p, e): The case of ${p} as it is now into the zeroed ${now}, without naming it again;
 * there may be no packages.  watch_packages_renew(p, now): Where both have the same ${id}, exchange all but the
 * targets.
 */
int watch_packages_again(struct watch_packages *now, const struct watch_packages *p, struct err *e);
void watch_packages_renew(struct watch_packages *p, struct watch_packages *now);

/* watch_packages_add(p, package, w, e): Its targets into the watch.  ERR_NOTFOUND where its bytes are gone. */
int watch_packages_add(struct watch_packages *p, size_t package, struct watch *w, struct err *e);

/* watch_packages_load(arg, number, print, e): A watch_load_fn; ${arg} is the packages. */
int watch_packages_load(void *arg, uint32_t number, struct print *print, struct err *e);

/*
 * watch_packages_marks(p, package, path, read, total, e): How many of a package's marks are read in the specimen
 * ${path}, as `athar trace accuse` reads them; both 0 where they cannot be read back.
 */
int watch_packages_marks(
    struct watch_packages *p, size_t package, const char *path, size_t *read, size_t *total, struct err *e);

/* What a line of the stream says of a specimen. */
struct watch_given {
	struct str sha256; /* Of the specimen, as it is claimed, or "". */
	struct str rest;   /* All of it as JSON, without the file's name; "" for none. */
};

/* An alert under way: members of its JSON, written while package and specimen were at hand. */
struct watch_alert {
	const struct watch_target *target;
	struct buf members;
	double score;
	bool ratio; /* Whether ${llr} is one. */
	double llr, tail;
	size_t sites_read, sites_total;
	uint64_t entry;
	bool again; /* The case has it already. */
};

/* One specimen at hand. */
struct watch_specimen {
	const char *path;
	const struct watch_given *given;       /* NULL in a folder. */
	const struct watch_packages *packages; /* That it is compared with. */
	int fd;
	struct stat st;
	struct sha256 sha;
	struct watch_alert *alert;
	size_t alerts, cap;
};

struct watch_totals {
	uint64_t specimens, bytes, known, left, unread, compared, alerts;
};

struct watching {
	const struct cli *c;
	const char *what; /* The folder, or "-". */
	bool keep, folder;
	unsigned every; /* Seconds; 0: once. */
	int signals;    /* A signalfd of what ends it. */
	bool stop;
	double level;
	struct background *background;  /* NULL: none. */
	struct trace_background behind; /* What is kept of it; its hash lies in ${behind_hash}. */
	char behind_hash[SHA256_HEX + 1];
	struct watch_packages packages;
	struct watch *watch;
	struct known *known;
	bool anew;     /* Other packages were taken up since the walk began. */
	bool blind;    /* The case could not be read when it had to be. */
	int64_t retry; /* Not again before this (instant_steady_ms). */
	uint64_t *pending,
	    *younger; /* Keys of files that were too young: of the last round, and of this one. */
	size_t npending, nyounger, capyounger;
	struct watch_totals t;
	uint64_t unsaved; /* Specimens since what was seen was last saved. */
	int status;       /* The worst that a specimen met with, beside alerts. */
	struct buf line;
};

/* watching_stopped(w, wait): Whether a signal asks for the end; waits so many milliseconds for it. */
bool watching_stopped(struct watching *w, int wait);

/* watching_open(w, e): The case's packages, the watch, and what was seen; no more than a part where a signal came. */
int watching_open(struct watching *w, struct err *e);

/*
 * watching_again(w, e): Take up what was released or erased since, and say so.  A case that cannot be read leaves all
 * as it is, which is said as well.  0, or what ends the watch.
 */
int watching_again(struct watching *w, struct err *e);

/*
 * watching_file(w, path, st, given, e): Look at one specimen unless it is known.  What goes wrong with it alone is said
 * and is no error.
 */
int watching_file(struct watching *w, const char *path, const struct stat *st,
    const struct watch_given *given, struct err *e);

/* watching_unread(w, path, why): Say that it was not read. */
void watching_unread(struct watching *w, struct str path, struct str why);

/* watching_match(arg, m, e): A watch_match_fn; ${arg} is the specimen: begin its alert. */
int watching_match(void *arg, const struct watch_match *m, struct err *e);

/* watching_alerts(w, s, e): Keep the specimen's alerts in the case, then print those that are new. */
int watching_alerts(struct watching *w, struct watch_specimen *s, struct err *e);

#endif
