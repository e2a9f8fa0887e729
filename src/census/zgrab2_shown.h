/*
 * What one HTTP response in a record of zgrab2 shows of the server behind it:
 * headers by name, wherever they stand, and else the paths of the page.
 */
#ifndef CENSUS_ZGRAB2_SHOWN_H
#define CENSUS_ZGRAB2_SHOWN_H

#include "base/buf.h"
#include "base/version.h"

struct zgrab2_shown {
	struct str version, server; /* X-OWA-Version and X-FEServer, raw. */
	bool has_version, has_server;
	struct version build; /* n == 0: none. */
};

/*
 * zgrab2_shown(h, headers, body, scratch): Read the object ${headers} and the
 * raw string ${body}.  The build is the header's, else the first in a path
 * /owa/.../BUILD/, else /ecp/.../BUILD/.  1; 0 where nothing is of an
 * Exchange server; -1 where ${headers} are broken.
 */
int zgrab2_shown(struct zgrab2_shown *h, struct str headers, struct str body, struct buf *scratch);

/* zgrab2_text(scratch, raw): The text of a raw string, decoded into ${scratch} where it holds an escape. */
struct str zgrab2_text(struct buf *scratch, struct str raw);

#endif
