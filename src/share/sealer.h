/*
 * Ways to seal a file to one partner, as a table: what releases a package
 * does not care which one a partner's key asks for.  Adding one is a file and
 * a row.
 */
#ifndef SHARE_SEALER_H
#define SHARE_SEALER_H

#include "base/instant.h"

#define SEALER_FINGERPRINT 64 /* With the final NUL; the longest is age's, of 62 characters. */
#define SEALER_FILE_MAX    ((size_t)1 << 20)

/* A public key as any sealer describes it.  A value type. */
struct sealer_key {
	const char *scheme;                   /* The sealer's name. */
	char fingerprint[SEALER_FINGERPRINT]; /* What is pinned: it says which key and nothing else does. */
	char user[256];                       /* Its owner's words, hostile; "" where there are none. */
	instant_us created, expires;          /* 0 where the key does not say. */
	bool revoked, expired;
	bool can_encrypt;
	bool can_sign; /* Statements can be signed with it: openpgp_verify. */
};

/* What the sealers need to work, opened when one first needs it.  One thread at a time. */
struct sealers;

struct sealer {
	const char *name;   /* As in a party's key: "openpgp". */
	const char *suffix; /* Of a sealed file: ".gpg". */
	const char *help;

	/* Does this look like one of its key files?  A good guess, no check. */
	bool (*recognise)(struct str file);

	/* Read a key file, keeping nothing.  0, or the code of what is wrong with it. */
	int (*key)(struct sealers *s, struct str file, struct sealer_key *key, struct err *e);

	/* Make the key of a file, which must be that of ${fingerprint}, ready for sealing.  0 or a code. */
	int (*keep)(struct sealers *s, struct str file, const char *fingerprint, struct err *e);

	/* Can it be sealed to now?  0; ERR_DENIED saying why not; ERR_NOTFOUND where it was not kept. */
	int (*ready)(struct sealers *s, const char *fingerprint, struct err *e);

	/*
	 * Read ${in} to its end and write it, sealed to that key alone, to
	 * ${out}.  0, or a code; what was written then is of no use.
	 */
	int (*seal)(struct sealers *s, const char *fingerprint, int in, int out, struct err *e);
};

/* All of them, ended by one without a name. */
extern const struct sealer sealer_table[];

/* sealer_named(name): the one with this name, or NULL. */
const struct sealer *sealer_named(struct str name);

/* sealer_of(file): the one whose key file this looks like, or NULL. */
const struct sealer *sealer_of(struct str file);

/*
 * sealer_key_file(s, file, by, key, e): Read a key file of any kind.  0 with
 * its sealer in ${*by}; ERR_SYNTAX where it is of no kind that is known, or
 * as the sealer says.
 */
int sealer_key_file(
    struct sealers *s, struct str file, const struct sealer **by, struct sealer_key *key, struct err *e);

/*
 * sealers_new(home): Sealers whose OpenPGP keys lie in the folder ${home},
 * which is made when it is first needed; its parent must be there.  NULL
 * without memory.
 */
struct sealers *sealers_new(const char *home);

/* sealers_openpgp(s, o, e): The key home, for checking signatures; it stays the sealers'.  As openpgp_open. */
struct openpgp;
int sealers_openpgp(struct sealers *s, struct openpgp **o, struct err *e);

/* sealers_free(s): Done.  NULL is harmless. */
void sealers_free(struct sealers *s);

#endif
