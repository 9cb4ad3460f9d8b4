package io.seatkeeper.replication.tls;

/** The bytes of the three files, to tell whether they have changed. */
record TlsContents(PemFile certificate, PemFile key, PemFile authorities) {
  static TlsContents read(TlsFiles files) throws TlsFileException {
    return new TlsContents(
        PemFile.read("The certificate file", files.certificate()),
        PemFile.read("The private key file", files.key()),
        PemFile.read("The CA file", files.authorities()));
  }
}
