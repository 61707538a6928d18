package org.earshot.app.store;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.earshot.app.registrar.Binding;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A binding as a row of its table, both ways. */
final class BindingRow {
  private static final Logger LOG = LoggerFactory.getLogger(BindingRow.class);

  private BindingRow() {}

  /** In the order of the table's columns. */
  static Object[] values(Binding binding, Instant updated) {
    InetSocketAddress address = binding.received().address();
    return new Object[] {
      binding.user(), binding.contact().toString(), binding.received().transport().word(),
      address.getAddress().getHostAddress(), address.getPort(), binding.q(), binding.expires().toEpochMilli(),
      updated.toEpochMilli(), binding.callId(), binding.cseq(), binding.userAgent(),
      String.join("\n", binding.path())
    };
  }

  /** Empty, and a line in the log, for a row that nobody understands: the others are worth having. */
  static Optional<Binding> read(ResultSet row) throws SQLException {
    String aor = row.getString("aor");
    String contact = row.getString("contact");
    try {
      var address = new InetSocketAddress(InetAddress.ofLiteral(row.getString("host")), row.getInt("port"));
      var received = new Hop(Transport.of(row.getString("transport")), address);
      return Optional.of(new Binding(aor, SipUri.parse(contact), received, row.getDouble("q"),
          Instant.ofEpochMilli(row.getLong("expires_at")), row.getString("call_id"), row.getLong("cseq"),
          row.getString("user_agent"), row.getString("path").lines().toList()));
    } catch (IllegalArgumentException e) {
      LOG.warn("stored binding of {} to {} is left out: {}", aor, contact, e.getMessage());
      return Optional.empty();
    }
  }
}
