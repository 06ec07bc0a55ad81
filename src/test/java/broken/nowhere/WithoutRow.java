package broken.nowhere;

class WithoutRow {}
