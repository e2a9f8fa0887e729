/*
 * Connections, and an end to those that only sit there.  libmicrohttpd has a
 * time-out between two bytes, and a client that sends one byte now and then
 * lives forever under it; so each connection has a moment when its request
 * must be there, or its answer gone, and is cut off after that.
 */
#include <gnutls/gnutls.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "share/portal_impl.h"

void
portal_conn_until(struct portal *p, struct portal_conn *conn, int64_t ms)
{
	if (conn == NULL)
		return;
	(void)pthread_mutex_lock(&p->lock);
	conn->until = ms == 0 ? 0 : instant_steady_ms() + ms;
	(void)pthread_mutex_unlock(&p->lock);
}

void
portal_conn_reap(struct portal *p)
{
	const int64_t now = instant_steady_ms();

	/* Its thread finds the end of it and closes it; the list is only left under the lock, so fd is its own. */
	(void)pthread_mutex_lock(&p->lock);
	for (struct portal_conn *conn = p->conns; conn != NULL; conn = conn->next) {
		if (conn->until != 0 && conn->until < now)
			(void)shutdown(conn->fd, SHUT_RDWR);
	}
	(void)pthread_mutex_unlock(&p->lock);
}

/*
 * Ask for a certificate, of any issuer: a list of issuers would make browsers
 * hide one that nobody signed.  Whose it is, is decided by its hash; that the
 * client has its key, by the handshake.
 */
static void
ask_certificate(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);

	if (info == NULL || info->tls_session == NULL)
		return;
	gnutls_certificate_server_set_request(info->tls_session, GNUTLS_CERT_REQUEST);
	gnutls_certificate_send_x509_rdn_sequence(info->tls_session, 1);
}

static void
add(struct portal *p, struct MHD_Connection *connection, void **context)
{
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct portal_conn *conn = info != NULL ? calloc(1, sizeof(*conn)) : NULL;

	ask_certificate(connection);
	/* Without memory for that, it lives under libmicrohttpd's own time-out. */
	if ((*context = conn) == NULL)
		return;
	conn->fd = info->connect_fd;
	conn->until = instant_steady_ms() + (int64_t)p->o->timeout * 1000;
	(void)pthread_mutex_lock(&p->lock);
	if ((conn->next = p->conns) != NULL)
		conn->next->prev = conn;
	p->conns = conn;
	(void)pthread_mutex_unlock(&p->lock);
}

void
portal_conn_notify(
    void *cls, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode what)
{
	struct portal *p = cls;
	struct portal_conn *conn = *context;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		add(p, connection, context);
		return;
	}
	if (conn == NULL)
		return;
	(void)pthread_mutex_lock(&p->lock);
	if (conn->next != NULL)
		conn->next->prev = conn->prev;
	if (conn->prev != NULL)
		conn->prev->next = conn->next;
	else
		p->conns = conn->next;
	(void)pthread_mutex_unlock(&p->lock);
	free(conn);
	*context = NULL;
}
