package org.earshot.app.dns;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AddressedEnvelope;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.resolver.DefaultHostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.earshot.app.dns.ResourceRecord.Type;

/**
 * Questions on the wire: UDP, TCP for answers that do not fit, the next name server where one is silent or has failed.
 * One daemon thread of its own.
 */
public final class NettyDns implements Dns, AutoCloseable {
  private static final long PATIENCE_MS = 2_000;
  private static final long HOSTS_LIFE_S = 60;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("dns", true), NioIoHandler.newFactory());
  private final DefaultHostsFileEntriesResolver hosts = new DefaultHostsFileEntriesResolver();
  private final DnsServerAddressStreamProvider nameServers;
  private final DnsNameResolver resolver;

  /** {@code nameServers}: asked in this order; none: the system's. */
  public NettyDns(List<InetSocketAddress> nameServers) {
    this.nameServers = nameServers.isEmpty() ? DnsServerAddressStreamProviders.platformDefault()
        : new SequentialDnsServerAddressStreamProvider(nameServers);
    this.resolver = new DnsNameResolverBuilder(loop.next()).datagramChannelType(NioDatagramChannel.class)
        .socketChannelType(NioSocketChannel.class).nameServerProvider(this.nameServers)
        .queryTimeoutMillis(PATIENCE_MS).build();
  }

  @Override
  public CompletionStage<List<ResourceRecord>> ask(String name, Type type) {
    if (type == Type.A || type == Type.AAAA) {
      List<InetAddress> written = hosts.addresses(name,
          type == Type.A ? ResolvedAddressTypes.IPV4_ONLY : ResolvedAddressTypes.IPV6_ONLY);
      if (written != null) {
        return CompletableFuture.completedStage(
            written.stream().<ResourceRecord>map(each -> new ResourceRecord.Address(each, HOSTS_LIFE_S)).toList());
      }
    }
    var answer = new CompletableFuture<List<ResourceRecord>>();
    DnsServerAddressStream servers = nameServers.nameServerAddressStream(name);
    var question = new DefaultDnsQuestion(name + ".", DnsRecordType.valueOf(type.number()));
    ask(question, type, servers, servers.size(), answer);
    return answer;
  }

  private void ask(DnsQuestion question, Type type, DnsServerAddressStream servers, int left,
                   CompletableFuture<List<ResourceRecord>> answer) {
    if (left == 0) {
      answer.completeExceptionally(new UnknownHostException("no name server answers for " + question.name()));
      return;
    }
    resolver.query(servers.next(), question).addListener(done -> {
      if (!done.isSuccess()) {
        ask(question, type, servers, left - 1, answer);
        return;
      }
      @SuppressWarnings("unchecked")
      var envelope = (AddressedEnvelope<DnsResponse, InetSocketAddress>) done.getNow();
      try {
        DnsResponseCode code = envelope.content().code();
        if (code.equals(DnsResponseCode.NOERROR) || code.equals(DnsResponseCode.NXDOMAIN)) {
          answer.complete(records(envelope.content(), type));
        } else {
          ask(question, type, servers, left - 1, answer);
        }
      } catch (RuntimeException malformed) {
        answer.completeExceptionally(malformed);
      } finally {
        envelope.release();
      }
    });
  }

  /** Those of the type asked for; a chain of CNAMEs before them is read over: the server has followed it. */
  private static List<ResourceRecord> records(DnsResponse response, Type type) {
    var records = new ArrayList<ResourceRecord>();
    for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
      if (response.recordAt(DnsSection.ANSWER, i) instanceof DnsRawRecord raw && raw.type().intValue() == type.number()) {
        records.add(record(raw.content().duplicate(), type, raw.timeToLive()));
      }
    }
    return List.copyOf(records);
  }

  private static ResourceRecord record(ByteBuf data, Type type, long ttlS) {
    return switch (type) {
      case A, AAAA -> new ResourceRecord.Address(address(data), ttlS);
      case SRV -> new ResourceRecord.Srv(data.readUnsignedShort(), data.readUnsignedShort(), data.readUnsignedShort(),
          name(data), ttlS);
      case NAPTR -> {
        int order = data.readUnsignedShort();
        int preference = data.readUnsignedShort();
        String flags = text(data);
        String service = text(data);
        text(data); // the regular expression: SIP uses replacements (RFC 3263 §4.1)
        yield new ResourceRecord.Naptr(order, preference, flags, service, name(data), ttlS);
      }
    };
  }

  private static InetAddress address(ByteBuf data) {
    var bytes = new byte[data.readableBytes()];
    data.readBytes(bytes);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException("an address of " + bytes.length + " bytes", wrongLength);
    }
  }

  private static String name(ByteBuf data) {
    String name = DefaultDnsRecordDecoder.decodeName(data);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String text(ByteBuf data) {
    int length = data.readUnsignedByte();
    return data.readCharSequence(length, StandardCharsets.US_ASCII).toString();
  }

  @Override
  public void close() {
    resolver.close();
    loop.shutdownGracefully();
  }
}
