/*
 * One record of zgrab2 (github.com/zmap/zgrab2), a line of JSON:
 *
 *	{"ip":"192.0.2.1","domain":"...","data":{"http":{"status":"success",
 *	 "timestamp":"2021-03-05T10:00:00Z","result":{"response":{"headers":{
 *	 "server":["..."],"unknown":[{"key":"x_owa_version","value":["15.1.2176.9"]}]},
 *	 "body":"...","request":{"url":{...},"tls_log":{"handshake_log":{
 *	 "server_certificates":{"certificate":{"raw":"...","parsed":{
 *	 "subject_key_info":{"fingerprint_sha256":"..."}}}}}}}}}}}}
 *
 * Unknown headers come in any order; they are read by key.  The module's name
 * may be any ("http", "https", "tls").
 */
#ifndef CENSUS_ZGRAB2_H
#define CENSUS_ZGRAB2_H

#include "store/obs.h"

/* What one parse needs beside the line; zeroed, reused from line to line, released by zgrab2_free. */
struct zgrab2 {
	struct buf text;       /* A string decoded. */
	struct buf servername; /* The views of the observation may point here. */
};
#define ZGRAB2 ((struct zgrab2){ .text = BUF((size_t)1 << 20), .servername = BUF((size_t)1 << 20) })
void zgrab2_free(struct zgrab2 *z);

/*
 * zgrab2_parse(z, line, obs, e): Read one line into ${*obs}, whose source is
 * left empty; its views point into ${line} or ${z}.  1; 0 where it shows no
 * Exchange server; ERR_SYNTAX or ERR_LIMIT with ${e} saying what is wrong.
 *
 * The build is that of the header X-OWA-Version, else the first in a path
 * /owa/.../BUILD/, else /ecp/.../BUILD/, of the page.  The servername is
 * X-FEServer.  The key is fingerprint_sha256 of subject_key_info, else the
 * SHA-256 of the SubjectPublicKeyInfo found in "raw", else of all of "raw".
 * The port is a member "port", else that of the request's URL, else 443.
 */
int zgrab2_parse(struct zgrab2 *z, struct str line, struct obs *obs, struct err *e);

#endif
