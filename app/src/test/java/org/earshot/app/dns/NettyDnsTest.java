package org.earshot.app.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.earshot.app.dns.ResourceRecord.Type;
import org.earshot.sip.message.Hop;
import org.earshot.sip.message.SipUri;
import org.earshot.sip.message.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a name server on loopback that speaks the real protocol. */
class NettyDnsTest {
  private EventLoopGroup loop;
  private Channel server;
  private NettyDns dns;

  @BeforeEach
  void start() throws Exception {
    loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    server = listen(new Zone());
    dns = new NettyDns(List.of((InetSocketAddress) server.localAddress()));
  }

  private Channel listen(Zone zone) throws InterruptedException {
    return new Bootstrap().group(loop).channel(NioDatagramChannel.class).handler(new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), zone);
      }
    }).bind(InetAddress.ofLiteral("127.0.0.1"), 0).sync().channel();
  }

  @AfterEach
  void stop() {
    dns.close();
    server.close();
    loop.shutdownGracefully();
  }

  /** One carrier, by NAPTR, with two servers, one of them behind a CNAME. */
  private static final class Zone extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    private boolean broken;

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
      DnsQuestion question = query.recordAt(DnsSection.QUESTION);
      var response = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
      response.addRecord(DnsSection.QUESTION, question);
      if (broken) {
        response.setCode(DnsResponseCode.SERVFAIL);
      } else {
        answer(question, response);
      }
      context.writeAndFlush(response);
    }

    private static void answer(DnsQuestion question, DatagramDnsResponse response) {
      String name = question.name();
      switch (question.type().name() + " " + name) {
        case "NAPTR carrier.example." -> add(response, name, DnsRecordType.NAPTR, 600, naptr("_sip._udp.carrier.example"));
        case "SRV _sip._udp.carrier.example." -> {
          add(response, name, DnsRecordType.SRV, 60, srv(20, 5, 5080, "two.example"));
          add(response, name, DnsRecordType.SRV, 60, srv(10, 5, 5070, "one.example"));
        }
        case "A one.example." -> {
          add(response, name, DnsRecordType.CNAME, 30, name("real.example"));
          add(response, "real.example.", DnsRecordType.A, 30, Unpooled.wrappedBuffer(new byte[] {(byte) 192, 0, 2, 1}));
        }
        case "A two.example." -> add(response, name, DnsRecordType.A, 40, Unpooled.wrappedBuffer(new byte[] {(byte) 192, 0, 2, 2}));
        case "A nowhere.example." -> response.setCode(DnsResponseCode.NXDOMAIN);
        default -> { } // no such record
      }
    }

    private static void add(DatagramDnsResponse response, String name, DnsRecordType type, long ttl, ByteBuf data) {
      response.addRecord(DnsSection.ANSWER, new DefaultDnsRawRecord(name, type, ttl, data));
    }

    private static ByteBuf srv(int priority, int weight, int port, String target) {
      return Unpooled.buffer().writeShort(priority).writeShort(weight).writeShort(port).writeBytes(name(target));
    }

    private static ByteBuf naptr(String replacement) {
      ByteBuf data = Unpooled.buffer().writeShort(10).writeShort(1);
      for (String text : List.of("s", "SIP+D2U", "")) {
        data.writeByte(text.length()).writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      }
      return data.writeBytes(name(replacement));
    }

    private static ByteBuf name(String name) {
      ByteBuf data = Unpooled.buffer();
      for (String label : name.split("\\.")) {
        data.writeByte(label.length()).writeBytes(label.getBytes(StandardCharsets.US_ASCII));
      }
      return data.writeByte(0);
    }
  }

  private List<ResourceRecord> ask(String name, Type type) throws Exception {
    return dns.ask(name, type).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void shouldFindTheServersOfACarrier() throws Exception {
    var locator = new SipLocator(new DnsCache(dns, System::nanoTime), Set.of(Transport.UDP));
    Located located = locator.locate(SipUri.parse("sip:carrier.example")).toCompletableFuture().get(20, TimeUnit.SECONDS);

    assertThat(located.draw(new Random(1))).extracting(Hop::toString)
        .containsExactly("udp:192.0.2.1:5070", "udp:192.0.2.2:5080");
    assertThat(located.lifeS()).isEqualTo(30);
  }

  @Test
  void shouldTellNoSuchNameFromNobodyThere() throws Exception {
    assertThat(ask("nowhere.example", Type.A)).isEmpty();
    assertThat(ask("one.example", Type.AAAA)).isEmpty();
    server.close().sync();
    assertThatThrownBy(() -> ask("one.example", Type.A)).hasMessageContaining("no name server answers");
  }

  @Test
  void shouldAskTheNextNameServerWhereOneHasFailed() throws Exception {
    var broken = new Zone();
    broken.broken = true;
    Channel first = listen(broken);
    try (var both = new NettyDns(List.of((InetSocketAddress) first.localAddress(), (InetSocketAddress) server.localAddress()))) {
      assertThat(both.ask("two.example", Type.A).toCompletableFuture().get(20, TimeUnit.SECONDS)).hasSize(1);
    } finally {
      first.close();
    }
  }

  @Test
  void shouldTakeTheHostsFileFirst() throws Exception {
    assertThat(ask("localhost", Type.A))
        .containsExactly(new ResourceRecord.Address(InetAddress.ofLiteral("127.0.0.1"), 60));
  }
}
