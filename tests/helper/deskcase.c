/*
 * What a desk enters, straight as entries, for tests of what shows it:
 *
 *	deskcase CASE bulletin ID REVISION END TERMS
 *	deskcase CASE invite ID REVISION PARTNER
 *	deskcase CASE copy ID PARTNER COPY FILE		a release with FILE as its sealed bytes; prints its entry
 *	deskcase CASE hold SECONDS			keep the case's lock
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/rooms.h"
#include "share/item.h"
#include "share/party.h"

#define NOTHING "0000000000000000000000000000000000000000000000000000000000000000"

static void
bulletin(struct commit *k, char **a, struct err *e)
{
	json_t *b = item_new("bulletin", TLP_AMBER, STR("test"));
	uint64_t entry, revision = strtoull(a[1], NULL, 10);

	item_set(b, "act", str_of(revision == 1 ? "new" : "revise"));
	item_set(b, "id", str_of(a[0]));
	item_set_u64(b, "revision", revision);
	item_set(b, "title", STR("Four <b>flaws</b> & a \"chain\""));
	(void)json_object_set_new(b, "cves", json_pack("[s]", "CVE-2021-26855"));
	item_set(b, "embargo_end", str_of(a[2]));
	item_set(b, "embargo_text", str_of(a[2]));
	item_set(b, "terms", str_of(a[3]));
	item_set_u64(b, "rsvp_hours", 168);
	(void)commit_add(k, KIND_DECISION, b, &entry, e);
}

static void
invite(struct commit *k, const struct share *s, char **a, struct err *e)
{
	const struct party *p = share_party(s, str_of(a[2]));
	json_t *b = item_new("consent", TLP_AMBER, STR("test"));
	uint64_t entry;

	item_set(b, "bulletin", str_of(a[0]));
	item_set_u64(b, "revision", strtoull(a[1], NULL, 10));
	item_set(b, "partner", str_of(a[2]));
	item_set_u64(b, "number", p == NULL ? 0 : p->number);
	item_set(b, "action", STR("invite"));
	(void)commit_add(k, KIND_DECISION, b, &entry, e);
}

static void
copy(struct commit *k, const struct share *s, char **a, struct blob *blob, struct str hex, size_t bytes,
    struct err *e)
{
	const struct party *p = share_party(s, str_of(a[1]));
	json_t *b = item_new("release", TLP_AMBER, STR("test"));
	uint64_t entry, sealed;

	item_set(b, "act", STR("0123456789abcdef"));
	item_set_u64(b, "copy", strtoull(a[2], NULL, 10));
	item_set(b, "partner", str_of(a[1]));
	item_set_u64(b, "number", p == NULL ? 0 : p->number);
	item_set(b, "bulletin", str_of(a[0]));
	item_set_u64(b, "revision", 1);
	item_set(b, "stage", STR("detection"));
	item_set(b, "package_sha256", STR(NOTHING));
	item_set(b, "codeword_sha256", STR(NOTHING));
	item_set(b, "manifest_sha256", STR(NOTHING));
	(void)commit_add(k, KIND_RELEASE, b, &entry, e);
	b = item_new("sealed", TLP_AMBER, STR("test"));
	item_set_u64(b, "release", entry);
	item_set_u64(b, "copy", strtoull(a[2], NULL, 10));
	item_set(b, "scheme", STR("age"));
	item_set(b, "recipient", STR("age1test"));
	item_set_u64(b, "bytes", bytes);
	item_set_blob(b, "sha256", hex);
	(void)commit_blob(k, blob, e);
	(void)commit_add(k, KIND_RELEASE, b, &sealed, e);
	printf("%llu\n", (unsigned long long)entry);
}

int
main(int argc, char **argv)
{
	struct buf file = BUF(BUF_BIG), hex = BUF(SHA256_HEX);
	struct blob *blob = NULL;
	struct case_dir *c;
	struct share s = { 0 };
	struct commit *k;
	struct err e = { 0 };

	if (argc < 4 || (c = case_open(argv[1], rooms_folds, rooms_folds_n, &e)) == NULL)
		return (2);
	if (strcmp(argv[2], "copy") == 0 && argc == 7 && file_read(&file, AT_FDCWD, argv[6], &e) == 0)
		(void)party_stage(c, buf_view(&file), &blob, &hex, &e);
	if (e.code == 0 && (k = commit_begin(c, &e)) != NULL && share_load(&s, c, INSTANT_MAX, &e) == 0) {
		if (strcmp(argv[2], "bulletin") == 0 && argc == 7)
			bulletin(k, argv + 3, &e);
		else if (strcmp(argv[2], "invite") == 0 && argc == 6)
			invite(k, &s, argv + 3, &e);
		else if (blob != NULL)
			copy(k, &s, argv + 3, blob, buf_view(&hex), file.n, &e);
		else
			(void)sleep((unsigned)strtoul(argv[3], NULL, 10));
		if (e.code == 0 && strcmp(argv[2], "hold") != 0)
			(void)commit_end(&k, &e);
		commit_abort(&k);
	}
	if (e.code != 0)
		fprintf(stderr, "deskcase: %s\n", e.text);
	share_free(&s);
	buf_free(&file);
	buf_free(&hex);
	case_close(c);
	return (e.code == 0 ? 0 : 1);
}
