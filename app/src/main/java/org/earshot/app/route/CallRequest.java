package org.earshot.app.route;

import java.util.Optional;

/**
 * What the router needs to know of an INVITE.
 *
 * @param dialled user part of the Request-URI, unescaped
 * @param user    the authenticated user who calls; empty where a trunk does
 * @param trunk   the trunk it came from; empty where a user calls
 */
public record CallRequest(String dialled, Optional<String> user, Optional<String> trunk) {}
