package broken.secret;

class KeyUtil {}

class KeyUtils {}

class KeyHelper {}

class KeyManager {}

class KeyImpl {}

class KeyDto {}

class KeyService {}

class KeyBean {}

class KeyBase {}

class KeyPart2 {}
