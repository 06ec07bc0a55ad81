package broken.chat.deep;

class InSubPackage {}
