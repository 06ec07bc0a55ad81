package org.concierge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final AddressRules STRICT = new AddressRules(false);
  private static final AddressRules TESTING = new AddressRules(true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com/",
        "file:///etc/passwd",
        "gopher://login.example.com/",
        "jar:https://login.example.com/a.jar!/",
        "ftp://login.example.com/",
        "login.example.com",
        "https:///path",
        "https:login.example.com",
        "https://user@login.example.com/",
        "https://login.example.com:secret@127.0.0.1/",
        "https://@login.example.com/",
        "https://login_example.com/",
        "https://login.example.com:22/",
        "https://login.example.com:0/",
        "https://login.example.com:5/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://017700000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://127.0.0.01/",
        "https://127.0.0.1./",
        "https://0/",
        "https://1.2.3.4.5/",
        "https://login.example.0x7f/",
        "https://[fe80::1%25eth0]/",
        "https://%6c%6f%63alhost/"
      })
  void anAddressOfAnotherFormIsRefused(String address) {
    assertThatThrownBy(() -> STRICT.host(URI.create(address)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNPROCESSABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com/realms/one",
        "https://LOGIN.example.com",
        "https://login.example.com:443/",
        "https://login.example.com:8443/",
        "https://xn--bcher-kva.example/",
        "https://93.184.215.14/",
        "https://[2606:4700::6810:84e5]/"
      })
  void aPlainAddressIsLetThrough(String address) {
    assertThat(STRICT.host(URI.create(address))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void whatIsNotThePublicInternetIsRefused(String address) throws UnknownHostException {
    InetAddress[] found = {InetAddress.getByName(address)};

    assertThatThrownBy(() -> STRICT.check(URI.create("https://login.example.com/"), found))
        .isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "93.184.215.14",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::6810:84e5",
        "2001:4860:4860::8888"
      })
  void thePublicInternetIsLetThrough(String address) throws UnknownHostException {
    assertThat(AddressRules.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void oneInnerAddressAmongPublicOnesIsATrick() throws UnknownHostException {
    InetAddress[] found = {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};

    assertThatThrownBy(() -> STRICT.check(URI.create("https://login.example.com/"), found))
        .isInstanceOf(Problem.class);
  }

  @Test
  void loopbackForTestsOpensNothingElse() throws UnknownHostException {
    URI plain = URI.create("http://login.example.com/");
    TESTING.check(plain, new InetAddress[] {InetAddress.getByName("127.0.0.1")});

    for (String other : new String[] {"10.0.0.1", "169.254.169.254", "1.1.1.1", "0.0.0.0"}) {
      InetAddress[] found = {InetAddress.getByName(other)};
      assertThatThrownBy(() -> TESTING.check(plain, found)).isInstanceOf(Problem.class);
    }
  }
}
