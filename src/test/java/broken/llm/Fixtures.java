package broken.llm;

class AllowedModel {
  dev.langchain4j.data.message.ChatMessage message;
  com.fasterxml.jackson.databind.ObjectMapper mapper;
}
