/*
 * What a desk enters, straight as entries, for tests of what shows it:
 *
 *	deskcase CASE bulletin ID REVISION END TERMS
 *	deskcase CASE invite ID REVISION PARTNER
 *	deskcase CASE copy ID PARTNER COPY FILE		a release with FILE as its sealed bytes; prints its entry
 *	deskcase CASE hold SECONDS			keep the case's lock
 *	deskcase CASE authority URL CA			a time stamp authority, and no stamp yet
 *	deskcase CASE forge NOTE REPLY CA		a stamp that holds, in a body with another root
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
#include "store/stamp.h"

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

static int
authority(struct case_dir *c, char **a, struct err *e)
{
	struct buf file = BUF(STAMP_CA_MAX), hex = BUF(SHA256_HEX);
	struct sha256 ca;
	struct blob *blob = NULL;
	struct commit *k = NULL;
	uint64_t entry;

	if (file_read(&file, AT_FDCWD, a[1], e) == 0 &&
	    party_stage(c, buf_view(&file), &blob, &hex, e) == 0 && (k = commit_begin(c, e)) != NULL) {
		ca = sha256_of(buf_view(&file));
		if (commit_blob(k, blob, e) == 0 &&
		    commit_add(k, KIND_DECISION,
			stamp_authority_body(str_of(a[0]), &ca, instant_now(), TLP_AMBER, STR("test")),
			&entry, e) == 0)
			(void)commit_end(&k, e);
	}
	commit_abort(&k);
	buf_free(&file);
	buf_free(&hex);
	return (e->code);
}

static int
forge(struct case_dir *c, char **a, struct err *e)
{
	struct stamp_take t = STAMP_TAKE;
	struct stamp_kept s = { .tlp = TLP_AMBER, .authority = STR("test") };
	uint64_t entry;

	if (file_read(&t.note, AT_FDCWD, a[0], e) == 0 && file_read(&t.reply, AT_FDCWD, a[1], e) == 0 &&
	    file_read(&t.ca, AT_FDCWD, a[2], e) == 0 && stamp_note(c, buf_view(&t.note), &s, e) == 0 &&
	    stamp_check(buf_view(&t.note), (struct str){ NULL, 0 }, buf_view(&t.reply), buf_view(&t.ca),
		instant_now(), &s.stamp, e) == 0) {
		s.root.b[0] ^= 1;
		(void)stamp_keep(c, &t, &s, &entry, e);
	}
	stamp_take_free(&t);
	return (e->code);
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
	if (strcmp(argv[2], "authority") == 0 && argc == 5)
		return (authority(c, argv + 3, &e) == 0 ? (case_close(c), 0) : 1);
	if (strcmp(argv[2], "forge") == 0 && argc == 6)
		return (forge(c, argv + 3, &e) == 0 ? (case_close(c), 0) : 1);
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
