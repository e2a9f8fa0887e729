/* What the fuzz targets of the room of knowledge share: read, check as the parent does, load, decide. */
#ifndef FUZZ_FUZZ_KNOW_H
#define FUZZ_FUZZ_KNOW_H

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "know/docbody.h"
#include "know/read.h"

/* Ask about builds of all kinds: whatever the documents say, there is an answer with a reason. */
static inline void
fuzz_decide(const struct know *k)
{
	static const char *const builds[] = { "15.1.2176.4", "15.1.2176", "15.1", "15.2.9999.1", "14.3.1.1",
		"1.0" };
	struct decision d;
	struct version v;
	struct str cve;

	for (size_t i = 0; (cve = know_cves(k, i)).n > 0 && i < 8; i++) {
		for (size_t b = 0; b < sizeof(builds) / sizeof(builds[0]); b++) {
			if (version_parse(&v, str_of(builds[b]), NULL) != 0)
				abort();
			know_decide(k, b % 2 == 0 ? STR("-") : STR("Exchange 2016"), &v, cve, 0, &d);
			if (d.reason[0] == '\0' || d.opinions > OPINIONS_MAX)
				abort();
		}
	}
}

/* The reader is honest here, so the parent must accept every record of it. */
static inline json_t *
fuzz_take(int fd)
{
	struct docbody_origin origin = { .file = STR("fuzz"), .sha256 = STR("00"), .now = 1, .tlp = TLP_RED };
	struct docbody_maker *m = docbody_maker_new(NULL);
	struct wire_in in;
	struct str payload;
	uint64_t facts;
	uint32_t type;
	json_t *body;

	wire_in_init(&in, fd);
	while (wire_next(&in, &type, &payload, NULL) == 1) {
		if (docbody_maker_take(m, type, payload, NULL) != 0)
			abort();
	}
	wire_in_free(&in);
	if ((body = docbody_maker_finish(m, &origin, &facts, NULL)) == NULL)
		abort();
	docbody_maker_free(m);
	return (body);
}

static inline int
fuzz_know(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct wire out;
	struct know *k;
	json_t *body;
	struct err e;

	if (fd < 0)
		abort();
	wire_init(&out, fd);
	if (know_read((struct str){ (const char *)data, size }, &out, &e) == 0) {
		wire_flush(&out);
		if (lseek(fd, 0, SEEK_SET) != 0)
			abort();
		body = fuzz_take(fd);
		k = know_new(&e);
		if (k == NULL || know_add_builtin(k, &e) != 0 || docbody_load(k, body, 0, TLP_RED, &e) != 0 ||
		    know_index(k, &e) != 0)
			abort();
		fuzz_decide(k);
		know_free(k);
		json_decref(body);
	} else if (e.text[0] == '\0') {
		abort();
	}
	wire_free(&out);
	(void)close(fd);
	return (0);
}

#endif
